test.each(['index', 'network', 'training', 'experiments'])(
  'importing lib/%s loads no TensorFlow',
  (entry) => {
    const packages = ['tfjs-node', 'tfjs-core', 'tfjs-backend-wasm', 'tfjs-backend-cpu'].map(
      (name) => `@tensorflow/${name}`,
    )
    for (const name of packages) {
      jest.doMock(name, () => {
        throw new Error(`${name} was loaded`)
      })
    }
    expect(() => require(`../../lib/${entry}`)).not.toThrow()
    // The trap works: what is meant to load a package meets it.
    expect(() => require('@tensorflow/tfjs-core')).toThrow('was loaded')
  },
)
