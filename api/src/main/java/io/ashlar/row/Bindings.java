package io.ashlar.row;

import io.ashlar.transaction.LimitedStatement;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.UUID;
import org.agrona.DirectBuffer;

/**
 * Gives values to the parameters of a prepared operation. Values are copied by the call and stay
 * bound until they are bound anew. Binders of primitives and texts allocate nothing in steady
 * state.
 *
 * <p>Columns are compared with the value as it is, also with one that they cannot hold, such as an
 * instant with nanoseconds or a long beyond an INT: none is equal to it, and all are above or below
 * it.
 *
 * <p>All methods throw {@link io.ashlar.error.IllegalUseException} for a parameter that does not
 * occur and while another thread runs or binds the operation, and {@link
 * io.ashlar.error.SchemaException} for a value of another type than the column that the parameter
 * is compared with. Running with a parameter that was never bound is an {@link
 * io.ashlar.error.IllegalUseException}.
 *
 * @param <S> the operation itself
 */
public interface Bindings<S> extends LimitedStatement<S> {

  /**
   * Binds a parameter.
   *
   * @param parameter its index
   * @param value the value
   * @return this
   */
  S bind(int parameter, boolean value);

  /**
   * Binds a parameter.
   *
   * @param parameter its index
   * @param value the value, for columns of any type of numbers
   * @return this
   */
  S bind(int parameter, long value);

  /**
   * Binds a parameter.
   *
   * @param parameter its index
   * @param value the value, for columns of type FLOAT and DOUBLE
   * @return this
   */
  S bind(int parameter, double value);

  /**
   * Binds a parameter.
   *
   * @param parameter its index
   * @param value the text, or null
   * @return this
   */
  S bind(int parameter, CharSequence value);

  /**
   * Binds a parameter to a text, or to bytes: whichever it is compared with.
   *
   * @param parameter its index
   * @param value holds the bytes, of a text valid UTF-8
   * @param offset where they start
   * @param length how many
   * @return this
   * @throws io.ashlar.error.ConstraintException when a text is not valid UTF-8
   */
  S bind(int parameter, DirectBuffer value, int offset, int length);

  /**
   * Binds a parameter.
   *
   * @param parameter its index
   * @param value the bytes, or null
   * @return this
   */
  S bind(int parameter, byte[] value);

  /**
   * Binds a parameter.
   *
   * @param parameter its index
   * @param value the value, or null
   * @return this
   */
  S bind(int parameter, BigDecimal value);

  /**
   * Binds a parameter.
   *
   * @param parameter its index
   * @param value the value, for columns of type DECIMAL, or null
   * @return this
   */
  default S bind(int parameter, BigInteger value) {
    return bind(parameter, value == null ? (BigDecimal) null : new BigDecimal(value));
  }

  /**
   * Binds a parameter.
   *
   * @param parameter its index
   * @param value the value, or null
   * @return this
   */
  default S bind(int parameter, UUID value) {
    return bindValue(parameter, value);
  }

  /**
   * Binds a parameter.
   *
   * @param parameter its index
   * @param value the value, or null
   * @return this
   */
  default S bind(int parameter, LocalDate value) {
    return bindValue(parameter, value);
  }

  /**
   * Binds a parameter.
   *
   * @param parameter its index
   * @param value the value, or null
   * @return this
   */
  default S bind(int parameter, LocalTime value) {
    return bindValue(parameter, value);
  }

  /**
   * Binds a parameter.
   *
   * @param parameter its index
   * @param value the value, or null
   * @return this
   */
  default S bind(int parameter, Instant value) {
    return bindValue(parameter, value);
  }

  /**
   * Binds a parameter to an object of the Java type of the column that it is compared with.
   *
   * @param parameter its index
   * @param value the value, or null
   * @return this
   */
  S bindValue(int parameter, Object value);

  /**
   * Binds null: every comparison with it is unknown.
   *
   * @param parameter its index
   * @return this
   */
  S bindNull(int parameter);
}
