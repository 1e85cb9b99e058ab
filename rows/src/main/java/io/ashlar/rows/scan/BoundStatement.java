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
    parameters().bind(parameter, value);
    return statement();
  }

  @Override
  default S bind(int parameter, long value) {
    parameters().bind(parameter, value);
    return statement();
  }

  @Override
  default S bind(int parameter, double value) {
    parameters().bind(parameter, value);
    return statement();
  }

  @Override
  default S bind(int parameter, CharSequence value) {
    parameters().bind(parameter, value);
    return statement();
  }

  @Override
  default S bind(int parameter, byte[] value) {
    parameters().bind(parameter, value);
    return statement();
  }

  @Override
  default S bind(int parameter, BigDecimal value) {
    parameters().bind(parameter, value);
    return statement();
  }

  @Override
  default S bind(int parameter, UUID value) {
    parameters().bind(parameter, value);
    return statement();
  }

  @Override
  default S bind(int parameter, LocalDate value) {
    parameters().bind(parameter, value);
    return statement();
  }

  @Override
  default S bind(int parameter, LocalTime value) {
    parameters().bind(parameter, value);
    return statement();
  }

  @Override
  default S bind(int parameter, Instant value) {
    parameters().bind(parameter, value);
    return statement();
  }

  @Override
  default S bindNull(int parameter) {
    parameters().bindNull(parameter);
    return statement();
  }
}
