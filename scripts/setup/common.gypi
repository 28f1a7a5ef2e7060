# Stands in for Node's own common.gypi where its headers are not installed: settings for a Node-API addon in C++.
{
  'target_defaults': {
    'default_configuration': 'Release',
    'cflags': ['-fPIC', '-pthread', '-O3'],
    'cflags_cc': ['-std=gnu++17', '-fno-rtti', '-fno-exceptions'],
    'conditions': [
      ['OS=="mac"', {
        'defines': ['_DARWIN_USE_64_BIT_INODE=1'],
        'xcode_settings': {
          'CLANG_CXX_LANGUAGE_STANDARD': 'gnu++17',
          'GCC_OPTIMIZATION_LEVEL': '3',
          'OTHER_LDFLAGS': ['-undefined dynamic_lookup'],
        },
      }],
    ],
    'configurations': {'Release': {}, 'Debug': {}},
  },
}
