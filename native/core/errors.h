// Errors that only a computation can find: everything else is refused at the edge, in lib/.
#pragma once

#include <stdexcept>
#include <string>

namespace infoflow {

// An argument of impossible value; the binding makes it a RangeError with the argument's name.
class ArgumentError : public std::runtime_error {
 public:
  ArgumentError(const char* argument, const std::string& message)
      : std::runtime_error(std::string(argument) + ": " + message), argument_(argument) {}

  const char* argument() const { return argument_; }

 private:
  const char* argument_;
};

}  // namespace infoflow
