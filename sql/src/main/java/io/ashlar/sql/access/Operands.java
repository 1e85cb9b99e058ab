package io.ashlar.sql.access;

import io.ashlar.row.Bindings;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/**
 * Operands of a statement on a table that depend on none of its rows: computed once for each run
 * and bound as the parameters 0, 1 and so on of the table's statement.
 */
public final class Operands {

  private final Scalar[] scalars;

  /**
   * Of one statement.
   *
   * @param scalars read what other sources have put into the frame before the run, if anything
   */
  public Operands(List<Scalar> scalars) {
    this.scalars = scalars.toArray(new Scalar[0]);
  }

  /**
   * Computes and binds all. Numbers, booleans, texts and bytes without allocation.
   *
   * @param statement the table's statement
   * @param frame the frame of the query block
   * @throws io.ashlar.sql.error.SqlException when one cannot be computed
   */
  public void bindTo(Bindings<?> statement, Frame frame) {
    for (int i = 0; i < scalars.length; i++) {
      Scalar scalar = scalars[i];
      if (scalar.evaluate(frame)) {
        bind(statement, i, scalar);
      } else {
        statement.bindNull(i);
      }
    }
  }

  private static void bind(Bindings<?> statement, int index, Scalar scalar) {
    switch (scalar.form()) {
      case WORD -> bindWord(statement, index, scalar);
      case REAL -> statement.bind(index, scalar.real());
      case DECIMAL -> statement.bind(index, scalar.decimal());
      case BYTES -> statement.bind(index, scalar.buffer(), scalar.offset(), scalar.length());
      default -> statement.bind(index, new UUID(scalar.word(), scalar.low()));
    }
  }

  private static void bindWord(Bindings<?> statement, int index, Scalar scalar) {
    long word = scalar.word();
    switch (scalar.type().kind()) {
      case BOOLEAN -> statement.bind(index, word != 0);
      case DECIMAL -> statement.bind(index, BigDecimal.valueOf(word, scalar.type().scale()));
      case DATE -> statement.bind(index, LocalDate.ofEpochDay(word));
      case TIME -> statement.bind(index, LocalTime.ofNanoOfDay(word * 1_000));
      case TIMESTAMP, TIMESTAMP_TZ ->
          statement.bind(index, Instant.EPOCH.plus(word, ChronoUnit.MICROS));
      default -> statement.bind(index, word);
    }
  }
}
