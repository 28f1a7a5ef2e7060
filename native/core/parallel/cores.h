#pragma once

namespace infoflow {

// Cores this process may use: the CPU set it is bound to and its cgroup's quota, whichever is less; 1 to 256.
int usable_cores();

}  // namespace infoflow
