package io.ashlar.bench.reads.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class ReadQueryTest {

  private static final SpanSource SOURCE = new SpanSource(5, 1_000);

  @ParameterizedTest
  @EnumSource(
      names = {"INSERT", "COLD_START"},
      mode = Mode.EXCLUDE)
  void shouldAskTheSameWhenTheSeedIsTheSame(ReadCase asked) throws Exception {
    ReadQuery one = new ReadQuery(asked, SOURCE, 1);
    ReadQuery same = new ReadQuery(asked, SOURCE, 1);
    RowDigest digest = new RowDigest(true);
    try (GeneratedReader reader = new GeneratedReader(SOURCE)) {
      for (int i = 0; i < 20; i++) {
        one.next();
        same.next();
        assertThat(one).hasToString(same.toString());
        int rows = one.ask(reader, digest);
        long hash = digest.take();
        assertThat(same.ask(reader, digest)).isEqualTo(rows);
        assertThat(digest.take()).isEqualTo(hash);
        assertThat(one.rowsMet(rows)).isNotNegative();
      }
    }
  }

  @Test
  void shouldCountRowsThatAreWalkedOrAbsentAsMet() {
    assertThat(query(ReadCase.SCAN).rowsMet(1)).isEqualTo(1_000);
    assertThat(query(ReadCase.GROUP).rowsMet(20)).isEqualTo(1_000);
    assertThat(query(ReadCase.ABSENT).rowsMet(0)).isEqualTo(1);
    assertThat(query(ReadCase.TRACE).rowsMet(9)).isEqualTo(9);
    assertThat(query(ReadCase.NEWEST).rowsMet(0)).isZero();
  }

  @Test
  void shouldRefuseWhatCannotBeRightWhileItIsMeasured() {
    assertRefused(ReadCase.POINT, 0);
    assertRefused(ReadCase.ABSENT, 1);
    assertRefused(ReadCase.TRACE, 0);
    assertRefused(ReadCase.NEWEST, 101);
    assertRefused(ReadCase.RANGE, 99);
    assertRefused(ReadCase.SCAN, 0);
    assertRefused(ReadCase.GROUP, 0);
  }

  private static void assertRefused(ReadCase asked, int rows) {
    assertThatThrownBy(() -> query(asked).rowsMet(rows))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith(asked.word() + " of ")
        .hasMessageEndingWith(" has " + rows + " rows");
  }

  private static ReadQuery query(ReadCase asked) {
    ReadQuery query = new ReadQuery(asked, SOURCE, 1);
    query.next();
    return query;
  }
}
