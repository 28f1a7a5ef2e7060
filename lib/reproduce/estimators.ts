import { loadBackend } from '../training/backend'
import { DIMENSIONS, ESTIMATORS_CLAIMS, ESTIMATORS_PUBLISHED } from './claims/estimators'
import { estimatorFigures } from './estimators/figures'
import { estimatorStudy } from './estimators/study'
import { type Item, judged } from './item'

/** The plug-in beside kernel density and nearest neighbours where the truth is known, and in a trained network. */
export const estimatorsItem: Item = {
  name: 'estimators',
  title: 'Estimators as samples are added',
  settings: ESTIMATORS_PUBLISHED,
  async reproduce(workshop) {
    const study = await estimatorStudy(workshop, await loadBackend())
    return { claims: judged(ESTIMATORS_CLAIMS, study), figures: estimatorFigures(study, DIMENSIONS.eta) }
  },
}
