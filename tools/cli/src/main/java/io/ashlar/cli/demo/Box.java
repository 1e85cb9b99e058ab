package io.ashlar.cli.demo;

/**
 * A part of the map between two parallels and two meridians, edges included.
 *
 * @param name what people call it
 * @param south least latitude
 * @param north greatest latitude
 * @param west least longitude
 * @param east greatest longitude
 */
record Box(String name, double south, double north, double west, double east) {

  static final Box ALPS = new Box("the Alps", 45.5, 48.0, 5.5, 14.0);

  boolean contains(City city) {
    return city.latitude() >= south
        && city.latitude() <= north
        && city.longitude() >= west
        && city.longitude() <= east;
  }
}
