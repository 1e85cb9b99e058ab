package io.ashlar.rows.resume;

import io.ashlar.query.Column;
import io.ashlar.query.NumericOperation;
import io.ashlar.query.Order;
import io.ashlar.query.Parameter;
import io.ashlar.query.Predicate;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.predicate.Filter;
import io.ashlar.rows.predicate.Parameters;
import io.ashlar.rows.predicate.PredicateCompiler;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * A number that tells what a scan selects and in which order: its predicate, with the values of
 * constants and parameters, and its columns by their ids, so that renaming one changes nothing. It
 * is the same in every process. The first 64 bits of a SHA-256 over the parts, each with its type
 * and length; predicates are taken apart by their components.
 *
 * <p>Not for the hot path: allocates. Taken when a continuation is asked for or used.
 */
public final class Fingerprint {

  private final TableDefinition table;
  private final Parameters parameters;
  private final MessageDigest digest;
  private final DataOutputStream out;

  private Fingerprint(TableDefinition table, Parameters parameters) {
    this.table = table;
    this.parameters = parameters;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has it", e);
    }
    out = new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
  }

  /**
   * Takes the fingerprint of a statement.
   *
   * @param table the definition of its table
   * @param predicate which rows, or null for all
   * @param filter the named filter that they pass, or null for none
   * @param order the order, empty for any
   * @param parameters the values of its parameters, all bound
   * @return the number
   * @throws io.ashlar.error.SchemaException when a column is not one of the table
   */
  public static long of(
      TableDefinition table,
      Predicate predicate,
      Filter filter,
      List<Order> order,
      Parameters parameters) {
    Fingerprint fingerprint = new Fingerprint(table, parameters);
    try {
      fingerprint.put(predicate);
      fingerprint.put(order);
      if (filter != null) {
        fingerprint.text("filter");
        fingerprint.text(filter.name());
      }
    } catch (IOException | ReflectiveOperationException e) {
      throw new AssertionError("parts of predicates are public and nothing is written", e);
    }
    return ByteBuffer.wrap(fingerprint.digest.digest()).getLong();
  }

  private void put(Object part) throws IOException, ReflectiveOperationException {
    if (part == null) {
      text("null");
    } else if (part instanceof Column column) {
      text("column");
      int ordinal = PredicateCompiler.ordinalOf(table, column);
      out.writeInt(table.columns().get(ordinal).id());
    } else if (part instanceof Parameter parameter) {
      text("parameter");
      out.writeInt(parameter.index());
      put(parameters.valueOf(parameter.index()));
    } else if (part instanceof List<?> list) {
      text("list");
      out.writeInt(list.size());
      for (Object each : list) {
        put(each);
      }
    } else if (part instanceof byte[] bytes) {
      text("bytes");
      raw(bytes);
    } else if (part instanceof BigDecimal number) {
      text("decimal");
      text(number.stripTrailingZeros().toString());
    } else if (part instanceof Predicate.And and) {
      text("And");
      put(and.terms());
    } else if (part instanceof Predicate.Or or) {
      text("Or");
      put(or.terms());
    } else if (part instanceof Predicate.Not not) {
      text("Not");
      put(not.term());
    } else if (part instanceof NumericOperation operation) {
      operation(operation.steps());
    } else if (part instanceof Record) {
      text(part.getClass().getSimpleName());
      for (RecordComponent component : part.getClass().getRecordComponents()) {
        put(component.getAccessor().invoke(part));
      }
    } else {
      // Numbers, texts, enum constants, dates and UUIDs: each says all of itself.
      text(part.getClass().getSimpleName());
      text(part.toString());
    }
  }

  /** Operators before their sides, as if each left side were written where it stands. */
  private void operation(List<NumericOperation> steps)
      throws IOException, ReflectiveOperationException {
    for (int i = steps.size() - 1; i >= 0; i--) {
      text("Operation");
      put(steps.get(i).operator());
    }
    put(steps.get(0).left());
    for (NumericOperation step : steps) {
      put(step.right());
    }
  }

  private void text(String text) throws IOException {
    raw(text.getBytes(StandardCharsets.UTF_8));
  }

  private void raw(byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }
}
