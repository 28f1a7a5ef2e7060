#include "parallel/cores.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#if defined(__linux__)
#include <sched.h>
#endif

namespace infoflow {
namespace {

TEST(UsableCores, IsAtLeastOne) {
  EXPECT_GE(usable_cores(), 1);
  EXPECT_LE(usable_cores(), 256);
}

#if defined(__linux__)
TEST(UsableCores, IsOneWhereTheProcessIsBoundToOne) {
  cpu_set_t before, first;
  ASSERT_EQ(sched_getaffinity(0, sizeof before, &before), 0);
  CPU_ZERO(&first);
  for (int cpu = 0; cpu < CPU_SETSIZE && CPU_COUNT(&first) == 0; ++cpu) {
    if (CPU_ISSET(cpu, &before)) CPU_SET(cpu, &first);
  }
  ASSERT_EQ(sched_setaffinity(0, sizeof first, &first), 0);
  EXPECT_EQ(usable_cores(), 1);
  EXPECT_EQ(sched_setaffinity(0, sizeof before, &before), 0);
}
#endif

// A folder as /sys/fs/cgroup, and beside it a file as /proc/self/cgroup.
class CgroupCores : public testing::Test {
 protected:
  CgroupCores() : folder_(std::filesystem::path(testing::TempDir()) / "infoflow_cgroup") {
    std::filesystem::remove_all(folder_);
  }
  ~CgroupCores() override { std::filesystem::remove_all(folder_); }

  void write(const std::string& name, const std::string& text) const {
    const auto path = folder_ / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path) << text;
  }
  int cores() const { return cgroup_cores((folder_ / "self").string(), (folder_ / "root").string()); }

 private:
  std::filesystem::path folder_;
};

TEST_F(CgroupCores, OfOneCoreIsOne) {
  write("self", "0::/box\n");
  write("root/box/cpu.max", "100000 100000\n");
  EXPECT_EQ(cores(), 1);
}

TEST_F(CgroupCores, IsBoundByTheGroupsAboveToo) {
  write("self", "0::/outer/inner\n");
  write("root/outer/inner/cpu.max", "max 100000\n");
  write("root/outer/cpu.max", "150000 100000\n");
  EXPECT_EQ(cores(), 2);
}

TEST_F(CgroupCores, OfVersionOneIsFoundByItsController) {
  write("self", "5:memory:/other\n4:cpu,cpuacct:/box\n0::/\n");
  write("root/cpu,cpuacct/box/cpu.cfs_quota_us", "50000\n");
  write("root/cpu,cpuacct/box/cpu.cfs_period_us", "100000\n");
  EXPECT_EQ(cores(), 1);
}

TEST_F(CgroupCores, AreManyWithoutAQuota) {
  EXPECT_EQ(cores(), 256);
  write("self", "0::/box\n");
  write("root/box/cpu.max", "max 100000\n");
  EXPECT_EQ(cores(), 256);
}

}  // namespace
}  // namespace infoflow
