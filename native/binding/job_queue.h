// Long computations, one after the other, on a thread of their own: libuv's few pool threads stay free for
// file reads, and a thousand calls make one thread team, not a thousand.
#pragma once

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>

#include "napi_setup.h"
#include "parallel/control.h"

namespace infoflow {

// One computation. `run` is called on the queue's thread, the others on the JavaScript thread.
class Job {
 public:
  virtual ~Job() = default;
  virtual void run() noexcept = 0;
  virtual void settle(Napi::Env env) = 0;
  virtual void report_progress(Napi::Env env) = 0;
  void cancel() { control.cancelled = true; }

  Control control;
};

class JobQueue {
 public:
  explicit JobQueue(Napi::Env env);
  JobQueue(const JobQueue&) = delete;
  JobQueue& operator=(const JobQueue&) = delete;

  // On the JavaScript thread. The event loop stays alive until the job is settled.
  void add(Napi::Env env, std::shared_ptr<Job> job);

  // On the queue's thread, or one of its team: has `report_progress` called soon.
  void notify_progress(std::shared_ptr<Job> job);

 private:
  struct Event {
    std::shared_ptr<Job> job;
    bool finished;
  };
  static void on_event(Napi::Env env, Napi::Function, JobQueue* queue, Event* event);
  using Events = Napi::TypedThreadSafeFunction<JobQueue, Event, on_event>;

  void work();
  void post(Event event);
  void shut_down();

  Events events_;
  std::thread thread_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::shared_ptr<Job>> waiting_;
  std::shared_ptr<Job> running_;
  bool stopping_ = false;
  std::size_t unsettled_ = 0;  // JavaScript thread only
};

}  // namespace infoflow
