// The one include of Node-API, with the policy that every file of the binding shares: C++ exceptions of any type
// become JavaScript ones (also std::bad_alloc), and one that can't be thrown, because its worker is being terminated,
// is dropped instead of aborting the process. The macros themselves come from the build files.
#pragma once

#if !defined(NODE_ADDON_API_CPP_EXCEPTIONS_ALL) || !defined(NODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS)
#error "build with NODE_ADDON_API_CPP_EXCEPTIONS_ALL and NODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS"
#endif

#include <napi.h>
