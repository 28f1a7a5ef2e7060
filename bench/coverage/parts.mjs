import * as given from './givenMixture.mjs'
import * as groups from './groups.mjs'
import * as manyCenters from './manyCenters.mjs'
import * as population from './population.mjs'

/**
 * Each part has `cells()`, `truth(cell)`, `replicate(cell, seed)`, `summarise(cell, truth, outcomes)`, and how its table
 * is headed.
 */
export const PARTS = { given, population, groups, manyCenters }
