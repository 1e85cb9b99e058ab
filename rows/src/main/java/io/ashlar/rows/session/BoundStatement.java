package io.ashlar.rows.session;

import io.ashlar.row.Bindings;
import io.ashlar.rows.predicate.Parameters;
import io.ashlar.transaction.StatementLimits;
import java.math.BigDecimal;
import org.agrona.DirectBuffer;

/**
 * Passes bindings on to the parameters of a statement; refused while another thread is inside of
 * it, as a row must not be judged by one value and its bounds have been made of another.
 *
 * @param <S> the statement
 */
public interface BoundStatement<S> extends Bindings<S> {

  /**
   * The parameters of the predicate.
   *
   * @return those that are bound
   */
  Parameters parameters();

  /**
   * The statement.
   *
   * @return this
   */
  S statement();

  /**
   * Who is inside: a statement that runs, or one of the binders.
   *
   * @return who is let in one at a time
   */
  OneUser user();

  @Override
  default S limitedBy(StatementLimits limits) {
    user().limit(limits);
    return statement();
  }

  @Override
  default S bind(int parameter, boolean value) {
    user().enterToSet();
    try {
      parameters().bindBoolean(parameter, value);
    } finally {
      user().leave();
    }
    return statement();
  }

  @Override
  default S bind(int parameter, long value) {
    user().enterToSet();
    try {
      parameters().bindLong(parameter, value);
    } finally {
      user().leave();
    }
    return statement();
  }

  @Override
  default S bind(int parameter, double value) {
    user().enterToSet();
    try {
      parameters().bindDouble(parameter, value);
    } finally {
      user().leave();
    }
    return statement();
  }

  @Override
  default S bind(int parameter, CharSequence value) {
    user().enterToSet();
    try {
      parameters().bindText(parameter, value);
    } finally {
      user().leave();
    }
    return statement();
  }

  @Override
  default S bind(int parameter, DirectBuffer value, int offset, int length) {
    user().enterToSet();
    try {
      parameters().bindBytes(parameter, value, offset, length);
    } finally {
      user().leave();
    }
    return statement();
  }

  @Override
  default S bind(int parameter, byte[] value) {
    user().enterToSet();
    try {
      parameters().bindBytes(parameter, value);
    } finally {
      user().leave();
    }
    return statement();
  }

  @Override
  default S bind(int parameter, BigDecimal value) {
    user().enterToSet();
    try {
      parameters().bindDecimal(parameter, value);
    } finally {
      user().leave();
    }
    return statement();
  }

  @Override
  default S bindValue(int parameter, Object value) {
    user().enterToSet();
    try {
      parameters().bindObject(parameter, value);
    } finally {
      user().leave();
    }
    return statement();
  }

  @Override
  default S bindNull(int parameter) {
    user().enterToSet();
    try {
      parameters().bindNull(parameter);
    } finally {
      user().leave();
    }
    return statement();
  }
}
