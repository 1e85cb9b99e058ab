package io.ashlar.cli.demo;

/**
 * One row of the source.
 *
 * @param id GeoNames id
 * @param name name
 * @param country ISO code
 * @param admin code of the division, or null
 * @param feature GeoNames feature code
 * @param population people, 0 where unknown
 * @param latitude degrees
 * @param longitude degrees
 */
record City(
    long id,
    String name,
    String country,
    String admin,
    String feature,
    long population,
    double latitude,
    double longitude) {}
