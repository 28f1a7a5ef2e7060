#include "job_queue.h"

namespace infoflow {

JobQueue::JobQueue(Napi::Env env) : events_(Events::New(env, "infoflow", 0, 1, this)) {
  events_.Unref(env);
  // Hooks run in reverse order of registration: this one joins the thread before the events' own hook closes them.
  env.AddCleanupHook([this] { shut_down(); });
}

void JobQueue::add(Napi::Env env, std::shared_ptr<Job> job) {
  {
    const std::lock_guard lock(mutex_);
    if (stopping_) return;
    waiting_.push_back(std::move(job));
    if (!thread_.joinable()) thread_ = std::thread(&JobQueue::work, this);
  }
  if (unsettled_++ == 0) events_.Ref(env);
  changed_.notify_one();
}

void JobQueue::notify_progress(std::shared_ptr<Job> job) { post({std::move(job), false}); }

void JobQueue::work() {
  while (true) {
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
      if (stopping_) return;
      running_ = std::move(waiting_.front());
      waiting_.pop_front();
    }
    running_->run();
    std::shared_ptr<Job> done;
    {
      const std::lock_guard lock(mutex_);
      done = std::move(running_);
    }
    post({std::move(done), true});
  }
}

void JobQueue::post(Event event) {
  auto owned = std::make_unique<Event>(std::move(event));
  if (events_.NonBlockingCall(owned.get()) == napi_ok) owned.release();
}

void JobQueue::on_event(Napi::Env env, Napi::Function, JobQueue* queue, Event* event) {
  const std::unique_ptr<Event> owned(event);
  // Events still queued when the environment ends come without one.
  if (env == nullptr) return;
  const Napi::HandleScope scope(env);
  if (!owned->finished) {
    owned->job->report_progress(env);
    return;
  }
  if (--queue->unsettled_ == 0) queue->events_.Unref(env);
  owned->job->settle(env);
}

void JobQueue::shut_down() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    if (running_) running_->cancel();
  }
  changed_.notify_one();
  if (thread_.joinable()) thread_.join();
}

}  // namespace infoflow
