package io.ashlar.rows.scan;

import io.ashlar.Bindings;
import io.ashlar.rows.predicate.Parameters;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.UUID;

/** Passes bindings on to the parameters of a statement. */
interface BoundStatement<S> extends Bindings<S> {

  /** The parameters of the predicate. */
  Parameters parameters();

  /** The statement. */
  S statement();

  @Override
  default S bind(int parameter, boolean value) {
    parameters().bindBoolean(parameter, value);
    return statement();
  }

  @Override
  default S bind(int parameter, long value) {
    parameters().bindLong(parameter, value);
    return statement();
  }

  @Override
  default S bind(int parameter, double value) {
    parameters().bindDouble(parameter, value);
    return statement();
  }

  @Override
  default S bind(int parameter, CharSequence value) {
    parameters().bindText(parameter, value);
    return statement();
  }

  @Override
  default S bind(int parameter, byte[] value) {
    parameters().bindBytes(parameter, value);
    return statement();
  }

  @Override
  default S bind(int parameter, BigDecimal value) {
    parameters().bindDecimal(parameter, value);
    return statement();
  }

  @Override
  default S bind(int parameter, UUID value) {
    parameters().bindUuid(parameter, value);
    return statement();
  }

  @Override
  default S bind(int parameter, LocalDate value) {
    parameters().bindDate(parameter, value);
    return statement();
  }

  @Override
  default S bind(int parameter, LocalTime value) {
    parameters().bindTime(parameter, value);
    return statement();
  }

  @Override
  default S bind(int parameter, Instant value) {
    parameters().bindTimestamp(parameter, value);
    return statement();
  }

  @Override
  default S bindNull(int parameter) {
    parameters().bindNull(parameter);
    return statement();
  }
}
