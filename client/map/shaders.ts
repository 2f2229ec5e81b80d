import {CELL_CSS, COLUMNS, NOSELESS, ROW_COUNT, ROWS} from './atlas.ts'
import {FRAMES} from './symbol.ts'

/**
 * One point per track, straight from the columns of the table. The place is the last fix moved on by speed and course
 * for at most 2T (`freshness.ts`), as an exact 32-bit difference to the centre; what it looks like follows `symbol.ts`.
 * Pass 0 draws traffic without a frame, pass 1 the framed ones above it.
 */
export const VERTEX = `#version 300 es
precision highp float; precision highp int;
layout(location=0) in uvec2 a_place;
layout(location=1) in uvec4 a_motion;
layout(location=2) in uvec4 a_look;
layout(location=3) in float a_time;
layout(location=4) in vec4 a_shift;
uniform uvec2 u_centre;
uniform vec2 u_scale;
uniform float u_ratio, u_drawn, u_now, u_clock, u_size;
uniform int u_pass;
uniform bool u_dots, u_frozen;
uniform vec3 u_colours[${FRAMES.length}];
out vec3 v_colour;
out vec2 v_turn;
flat out ivec4 v_cell;
flat out float v_size;
const float PI = 3.14159265358979;
const float NONE = 65535.0;
int frameOf(uint identity, uint flags) {
  if ((flags & 1u) != 0u) return 5;
  if ((flags & 64u) != 0u || identity == 2u) return 1;
  if (identity == 3u) return 2;
  if (identity == 1u) return 0;
  return identity == 4u ? 4 : 3;
}
void main() {
  gl_Position = vec4(2.0, 2.0, 0.0, 1.0);
  gl_PointSize = 1.0;
  uint flags = a_look.z | (a_look.w << 8);
  int frame = frameOf(a_look.y, flags);
  if ((frame == 0) != (u_pass == 0)) return;

  float interval = float(a_motion.w) * 0.1;
  bool isTimed = a_time > -1e8 && a_motion.w != 65535u;
  float age = max(0.0, u_now - a_time);
  float lost = max(8.0 * interval, 180.0);
  int look = !isTimed || age <= 4.0 * interval ? 0 : age <= lost ? 1 : age <= lost + 600.0 ? 2 : 3;
  if (look == 3) return;

  float y = float(a_place.y) / 4294967296.0;
  float perMetre = cosh(PI * (1.0 - 2.0 * y)) * (4294967296.0 / 40075016.6856);
  float speed = float(a_motion.x) * 0.02;
  float course = radians(float(a_motion.y) * 0.01);
  bool isMoving = isTimed && a_motion.x != 65535u && a_motion.y != 65535u;
  float reach = isMoving ? speed * min(max(0.0, u_drawn - a_time), 2.0 * interval) : 0.0;
  float left = clamp((a_shift.z - u_clock) * 2.0, 0.0, 1.0);
  vec2 moved = vec2(ivec2(a_place - u_centre)) + vec2(sin(course), -cos(course)) * reach * perMetre + a_shift.xy * left;
  gl_Position = vec4(moved * u_scale, 0.0, 1.0);

  bool hasHeading = a_motion.z != 65535u;
  float heading = hasHeading ? radians(float(a_motion.z) * 0.01) : course;
  bool isTurned = hasHeading || (a_motion.y != 65535u && a_motion.x != 65535u && speed > 0.25);
  v_turn = isTurned ? vec2(sin(heading), cos(heading)) : vec2(0.0, 1.0);
  int kind = int(a_look.x);
  bool hasNose = kind == 1 || kind == 4;
  bool isDot = u_dots && frame == 0;
  v_size = isDot ? 5.0 : frame == 0 ? 22.0 : 32.0;
  gl_PointSize = v_size * u_ratio * (isDot ? 1.0 : u_size);
  v_colour = u_colours[frame];
  bool isHeldBack = u_frozen || a_shift.w > 0.5;
  v_cell = ivec4(
    hasNose && !isTurned ? ${NOSELESS} : kind,
    look == 1 ? ${ROWS.dashed} : look == 2 || isHeldBack ? ${ROWS.outline} : ${ROWS.filled},
    frame,
    (look == 2 ? 1 : 0) | (isDot ? 2 : 0) | ((flags & 4u) != 0u ? 4 : 0) | (a_shift.w > 0.5 ? 8 : 0) | (look != 0 ? 16 : 0));
}`

/** Rim, filling, line: of the frame first, of the glyph above it, the cross of the lost last. */
export const FRAGMENT = `#version 300 es
precision mediump float; precision highp int;
in vec3 v_colour;
in vec2 v_turn;
flat in ivec4 v_cell;
flat in float v_size;
uniform sampler2D u_atlas;
uniform vec3 u_halo;
out vec4 o_colour;
vec3 cell(vec2 at, int column, int row) {
  vec2 inside = clamp(at / ${CELL_CSS}.0 + 0.5, 0.01, 0.99);
  return texture(u_atlas, (vec2(float(column), float(row)) + inside) / vec2(${COLUMNS}.0, ${ROW_COUNT}.0)).rgb;
}
void over(inout vec4 under, vec3 colour, float cover) {
  under = vec4(colour * cover, cover) + under * (1.0 - cover);
}
void main() {
  vec2 at = (gl_PointCoord - 0.5) * v_size;
  int bits = v_cell.w;
  vec4 sum = vec4(0.0);
  if ((bits & 2) != 0) {
    float dot = clamp(2.0 - length(at), 0.0, 1.0) * ((bits & 16) != 0 ? 0.55 : 1.0);
    o_colour = vec4(v_colour * dot, dot);
    return;
  }
  if ((bits & 8) != 0) {
    float stripe = step(fract((at.x + at.y) / 7.0), 0.22) * step(length(at), 15.0);
    over(sum, v_colour, stripe * 0.6);
  }
  vec2 turned = vec2(at.x * v_turn.y + at.y * v_turn.x, at.y * v_turn.y - at.x * v_turn.x);
  vec3 frame = v_cell.z == 0 ? vec3(0.0) : cell(at, v_cell.z, ${ROWS.frames});
  vec3 glyph = cell(turned, v_cell.x, v_cell.y);
  over(sum, u_halo, max(frame.b, v_cell.z == 0 ? glyph.b : 0.0) * 0.75);
  over(sum, v_colour, frame.g * 0.2);
  over(sum, v_colour, frame.r);
  float hatch = (bits & 4) != 0 ? mix(0.25, 1.0, step(fract((at.x - at.y) / 4.0), 0.5)) : 1.0;
  over(sum, v_colour, max(glyph.g * hatch, glyph.r));
  if ((bits & 1) != 0) over(sum, v_colour, cell(at, 0, ${ROWS.marks}).r);
  o_colour = sum;
}`
