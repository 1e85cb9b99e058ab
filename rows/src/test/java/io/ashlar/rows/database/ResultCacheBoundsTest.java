package io.ashlar.rows.database;

import static io.ashlar.query.Parameter.parameter;
import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Options;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.query.LongColumn;
import io.ashlar.transaction.ReadTransaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Kept results stay within their part of the memory. */
@ParameterizedClass
@ValueSource(longs = {0, 1_000, 8_192, 100_000})
class ResultCacheBoundsTest extends DatabaseTest {

  private final long limitBytes;

  ResultCacheBoundsTest(long limitBytes) {
    super(StoreKind.MEMORY);
    this.limitBytes = limitBytes;
  }

  @Override
  Options options() {
    return Options.builder().resultCacheBytes(limitBytes).build();
  }

  @Test
  void shouldStayWithinTheLimitWhenManyResultsAreKept() {
    Table people = people();
    LongColumn id = people.longColumn("id");
    for (int i = 0; i < 50; i++) {
      insert(people, i, "name" + i, "mail" + i, i);
    }
    try (PreparedScan scan =
            people.scan().where(id.lessThan(parameter(0))).cacheResults().prepare();
        ReadTransaction tx = db.beginRead()) {
      for (int round = 0; round < 3; round++) {
        for (int bound = 0; bound < 50; bound++) {
          int rows = 0;
          try (RowCursor cursor = scan.bind(0, bound).open(tx)) {
            while (cursor.next()) {
              assertThat(cursor.getLong(id)).isEqualTo(rows++);
            }
          }
          assertThat(rows).isEqualTo(bound);
          assertThat(db.monitor().cacheStatistics().resultBytes()).isBetween(0L, limitBytes);
        }
        // The one asked for last is there, where there is room for any.
        try (RowCursor cursor = scan.bind(0, 1).open(tx)) {
          assertThat(cursor.next()).isTrue();
          assertThat(cursor.next()).isFalse();
        }
        long before = db.monitor().cacheStatistics().resultHits();
        try (RowCursor cursor = scan.bind(0, 1).open(tx)) {
          assertThat(cursor.next()).isTrue();
        }
        assertThat(db.monitor().cacheStatistics().resultHits() > before)
            .isEqualTo(limitBytes >= 1_000);
      }
    }
    assertThat(db.monitor().memory().parts())
        .anySatisfy(
            part -> {
              assertThat(part.name()).isEqualTo("kept results");
              assertThat(part.limitBytes()).isEqualTo(limitBytes);
              assertThat(part.usedBytes()).isEqualTo(db.monitor().cacheStatistics().resultBytes());
            });
  }
}
