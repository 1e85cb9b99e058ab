/**
 * The whole public face, called with arguments that are wrong: found by reflection, so that a new
 * method is called as well, or a fixture for it is asked for. Read {@code FaceTest} first.
 */
package io.ashlar.rows.face;
