import { distanceRatio } from '../shared/distance-ratio.ts';
import { picture } from './picture.ts';

/** 16 points in the plane. */
export const evaluate = distanceRatio({ count: 16, dimension: 2, picture });
