import type { SurfacePoint } from './paper-shape.ts';

/** Where the lens stands and how it draws. A scanner looks from afar without tilt. */
export interface Camera {
  /** Angle between the line of sight and the sheet's normal, 0–35. */
  readonly tiltDeg: number;
  /** Towards which side it leans, degrees. */
  readonly tiltTowardsDeg: number;
  /** Rotation of the picture, clockwise, any angle. */
  readonly rollDeg: number;
  /** Distance from the sheet's middle, mm. */
  readonly distanceMm: number;
  /** Radial distortion at the sheet's corner, as a part of the radius; negative is a barrel. */
  readonly lens: number;
}

/** Far enough to be parallel to the eye of a test. */
export const FAR_MM = 1e7;

/** Projects points of the lying sheet to a picture plane in mm, 1:1 at the sheet's middle, whose place is (0, 0). */
export function project(
  camera: Camera,
  size: readonly [number, number],
): (p: SurfacePoint) => readonly [number, number] {
  const radians = Math.PI / 180;
  const [ct, st] = [Math.cos(camera.tiltDeg * radians), Math.sin(camera.tiltDeg * radians)];
  const [ca, sa] = [Math.cos(camera.tiltTowardsDeg * radians), Math.sin(camera.tiltTowardsDeg * radians)];
  const [cr, sr] = [Math.cos(camera.rollDeg * radians), Math.sin(camera.rollDeg * radians)];
  const corner = Math.hypot(size[0], size[1]) / 2;
  return (p) => {
    const x = p.x - size[0] / 2;
    const y = p.y - size[1] / 2;
    // Turn so that the tilt is about the second axis, tilt, turn back.
    const along = ca * x + sa * y;
    const across = -sa * x + ca * y;
    const near = ct * along + st * p.z;
    const depth = st * along - ct * p.z;
    const shrink = camera.distanceMm / (camera.distanceMm + depth);
    const u = (ca * near - sa * across) * shrink;
    const v = (sa * near + ca * across) * shrink;
    const radius = Math.hypot(u, v) / corner;
    const bulge = 1 + camera.lens * radius * radius;
    return [(cr * u - sr * v) * bulge, (sr * u + cr * v) * bulge];
  };
}
