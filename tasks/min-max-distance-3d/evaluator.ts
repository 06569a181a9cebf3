import { distanceRatio } from '../shared/distance-ratio.ts';
import { picture } from './picture.ts';

/** 14 points in space. */
export const evaluate = distanceRatio({ count: 14, dimension: 3, picture });
