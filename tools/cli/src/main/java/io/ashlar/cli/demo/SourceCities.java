package io.ashlar.cli.demo;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingDouble;
import static java.util.Comparator.comparingLong;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The source rows on the heap, and the answers that the store should give to the demo's queries.
 */
final class SourceCities {

  private final List<City> cities;
  private final CityQueries.Total total;

  SourceCities(List<City> cities) {
    this.cities = List.copyOf(cities);
    this.total =
        new CityQueries.Total(cities.size(), cities.stream().mapToLong(City::population).sum());
  }

  List<City> all() {
    return cities;
  }

  CityQueries.Total total() {
    return total;
  }

  /** Codes of the countries with most people, largest first. */
  List<String> largestCountries(int count) {
    Map<String, Long> people =
        cities.stream().collect(groupingBy(City::country, summingLong(City::population)));
    return people.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry::getKey))
        .limit(count)
        .map(Map.Entry::getKey)
        .toList();
  }

  List<CityQueries.Entry> largest(String country) {
    return entries(
        city -> city.country().equals(country),
        comparingLong(City::population).reversed().thenComparingLong(City::id),
        CityQueries.LARGEST);
  }

  List<CityQueries.Entry> inBox(Box box) {
    return entries(
        box::contains,
        comparingDouble(City::latitude).thenComparing(City::longitude).thenComparing(City::id),
        Integer.MAX_VALUE);
  }

  List<CityQueries.Entry> named(String name) {
    return entries(city -> city.name().equals(name), comparing(City::id), Integer.MAX_VALUE);
  }

  /** Ids of the cities that have people to give. */
  long[] populated() {
    long[] ids =
        cities.stream().filter(city -> city.population() > 0).mapToLong(City::id).toArray();
    return ids.length > 0 ? ids : cities.stream().mapToLong(City::id).toArray();
  }

  private List<CityQueries.Entry> entries(
      Predicate<City> selected, Comparator<City> order, int limit) {
    return cities.stream()
        .filter(selected)
        .sorted(order)
        .limit(limit)
        .map(city -> new CityQueries.Entry(city.name(), city.population()))
        .toList();
  }
}
