package io.ashlar.check.history;

import java.util.List;
import java.util.StringJoiner;

/**
 * All transactions of a file, in the order of their invocations.
 *
 * @param transactions each at the index that is its id
 * @param names of keys and values
 */
public record History(List<HistoryTransaction> transactions, Names names) {

  /**
   * One transaction.
   *
   * @param id its index
   * @return the transaction
   */
  public HistoryTransaction get(int id) {
    return transactions.get(id);
  }

  /**
   * A transaction on one line.
   *
   * @param id its index
   * @return who ran it, when, and its steps
   */
  public String describe(int id) {
    HistoryTransaction each = get(id);
    StringBuilder text = new StringBuilder(96);
    text.append('T').append(id).append(" (process ").append(each.process()).append(", events ");
    text.append(each.invoked()).append('-');
    text.append(each.completed() == HistoryTransaction.NEVER ? "?" : each.completed());
    if (each.stamped()) {
      text.append(", cts ").append(each.timestamp());
    }
    text.append("): ");
    StringJoiner steps = new StringJoiner(", ");
    for (Operation operation : each.operations()) {
      steps.add(describe(operation));
    }
    return text.append(steps).toString();
  }

  private String describe(Operation operation) {
    String key = names.keyName(operation.key());
    return switch (operation.kind()) {
      case READ -> "r " + key + " = " + read(operation);
      case WRITE -> "w " + key + " = " + names.valueName(operation.value());
      case APPEND -> "append " + key + " " + names.valueName(operation.value());
    };
  }

  private String read(Operation operation) {
    return operation.list() == null
        ? names.valueName(operation.value())
        : list(operation.list(), operation.list().length);
  }

  /**
   * The first elements of a list as text.
   *
   * @param elements numbers of values
   * @param length how many of them
   * @return their names in brackets
   */
  public String list(long[] elements, int length) {
    StringJoiner text = new StringJoiner(" ", "[", "]");
    for (int i = 0; i < length; i++) {
      text.add(names.valueName(elements[i]));
    }
    return text.toString();
  }
}
