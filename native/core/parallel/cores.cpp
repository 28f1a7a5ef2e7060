#include "parallel/cores.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>

#if defined(__linux__)
#include <sched.h>
#endif

namespace infoflow {

namespace {

#if defined(__linux__)
int bound_cores() {
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) != 0) return 256;
  return CPU_COUNT(&set);
}
#endif

// The cgroup path for a controller ("" for version 2), from lines "id:controllers:path".
std::string cgroup_path(const std::string& membership, const std::string& controller) {
  std::ifstream file(membership);
  std::string line;
  while (std::getline(file, line)) {
    const auto first = line.find(':');
    const auto second = line.find(':', first + 1);
    if (second == std::string::npos) continue;
    std::istringstream controllers(line.substr(first + 1, second - first - 1));
    std::string name;
    do {
      std::getline(controllers, name, ',');
      if (name == controller) return line.substr(second + 1);
    } while (controllers);
  }
  return "/";
}

double quota_v2(const std::string& folder) {
  std::ifstream file(folder + "/cpu.max");
  std::string quota;
  double period = 0;
  if (!(file >> quota >> period) || quota == "max" || period <= 0) return 256;
  return std::strtod(quota.c_str(), nullptr) / period;
}

double quota_v1(const std::string& folder) {
  std::ifstream quota_file(folder + "/cpu.cfs_quota_us");
  std::ifstream period_file(folder + "/cpu.cfs_period_us");
  double quota = 0, period = 0;
  if (!(quota_file >> quota) || !(period_file >> period) || quota <= 0 || period <= 0) return 256;
  return quota / period;
}

// A quota binds at every level of the hierarchy, so the least of the process's own group and its parents counts.
template <class Quota>
double least_quota(const std::string& root, std::string path, Quota quota) {
  double least = quota(root);
  while (path.size() > 1) {
    least = std::min(least, quota(root + path));
    path.resize(path.find_last_of('/'));
  }
  return least;
}

}  // namespace

int cgroup_cores(const std::string& membership, const std::string& root) {
  const std::string of_v1 = cgroup_path(membership, "cpu");
  const double quota =
      std::min({least_quota(root, cgroup_path(membership, ""), quota_v2), least_quota(root + "/cpu", of_v1, quota_v1),
                least_quota(root + "/cpu,cpuacct", of_v1, quota_v1)});
  return static_cast<int>(std::ceil(quota));
}

int usable_cores() {
  int cores = static_cast<int>(std::thread::hardware_concurrency());
#if defined(__linux__)
  cores = std::min({cores == 0 ? 256 : cores, bound_cores(), cgroup_cores("/proc/self/cgroup", "/sys/fs/cgroup")});
#endif
  return std::clamp(cores, 1, 256);
}

}  // namespace infoflow
