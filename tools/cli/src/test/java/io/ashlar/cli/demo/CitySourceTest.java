package io.ashlar.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;

class CitySourceTest {

  @Test
  void shouldReadEveryRowWhenThereIsNoLimit() {
    List<City> cities = CitySource.read(Integer.MAX_VALUE);
    assertThat(cities).hasSize(135_233);
    assertThat(cities).filteredOn(city -> city.admin() == null).hasSize(25);
    assertThat(cities).extracting(City::id).doesNotHaveDuplicates();
    assertThat(cities.stream().mapToLong(City::population).sum()).isEqualTo(3_133_032_118L);
  }

  @Test
  void shouldKeepCommasAndQuotesWhenFieldsAreQuoted() {
    assertThat(CitySource.read(Integer.MAX_VALUE))
        .filteredOn(city -> city.name().contains(",") || city.name().contains("\""))
        .isNotEmpty()
        .allSatisfy(city -> assertThat(city.country()).hasSize(2));
  }

  @Test
  void shouldStopWhenTheLimitIsReached() {
    List<City> cities = CitySource.read(3);
    assertThat(cities)
        .extracting(City::id, City::country)
        .containsExactly(tuple(2960L, "SY"), tuple(4273L, "SY"), tuple(5174L, "SY"));
  }
}
