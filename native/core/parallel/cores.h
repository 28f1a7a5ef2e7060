#pragma once

#include <string>

namespace infoflow {

// Cores this process may use: the CPU set it is bound to and its cgroup's quota, whichever is less; 1 to 256.
int usable_cores();

// The cores that the quotas of a process's cgroup and of those above it leave, rounded up; 256 without a quota.
// `membership`: the file that names its cgroups, as /proc/self/cgroup; `root`: where they are, as /sys/fs/cgroup.
int cgroup_cores(const std::string& membership, const std::string& root);

}  // namespace infoflow
