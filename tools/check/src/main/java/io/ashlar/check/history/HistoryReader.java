package io.ashlar.check.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.ashlar.check.history.HistoryTransaction.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the events of a file, one JSON object each, and pairs invocations with completions by
 * process. Events of processes that are not numbers, such as Jepsen's nemesis, are passed over.
 */
public final class HistoryReader {

  private static final JsonFactory JSON = new JsonFactory();

  /** One line of the file. */
  private static final class Event {
    long line;
    long index = -1;
    long process;
    boolean client;
    String type;
    List<Operation> operations;
    long timestamp = HistoryTransaction.NO_TIMESTAMP;
  }

  private record Invocation(int order, Event event) {}

  private final Names names = new Names();
  private final Map<Long, Invocation> open = new HashMap<>();
  private final Set<Long> ended = new HashSet<>();
  private final List<HistoryTransaction> transactions = new ArrayList<>();
  private long lastIndex = -1;
  private int events;
  private JsonParser parser;

  private HistoryReader() {}

  /**
   * Reads a file.
   *
   * @param file one JSON object for each event
   * @return its transactions
   * @throws IOException when it cannot be read
   * @throws BadHistoryException when it is no history
   */
  public static History read(Path file) throws IOException, BadHistoryException {
    return new HistoryReader().readAll(file);
  }

  private History readAll(Path file) throws IOException, BadHistoryException {
    try (BufferedReader text = Files.newBufferedReader(file);
        JsonParser json = JSON.createParser(text)) {
      parser = json;
      while (json.nextToken() != null) {
        Event event = event();
        if (event.client) {
          take(event);
        }
      }
    } catch (JsonProcessingException e) {
      long line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw new BadHistoryException(line, "not JSON: " + e.getOriginalMessage());
    } catch (CharacterCodingException e) {
      throw new BadHistoryException("the file is not UTF-8");
    }
    if (events == 0) {
      throw new BadHistoryException("the file holds no events");
    }
    for (Map.Entry<Long, Invocation> each : open.entrySet()) {
      Invocation invocation = each.getValue();
      add(invocation, HistoryTransaction.NEVER, Outcome.INFO, invocation.event(), null);
    }
    return new History(inOrder(), names);
  }

  /** Renumbers them by invocation: they were added by completion. */
  private List<HistoryTransaction> inOrder() {
    transactions.sort(Comparator.comparingInt(each -> each.invoked()));
    List<HistoryTransaction> sorted = new ArrayList<>(transactions.size());
    for (HistoryTransaction each : transactions) {
      sorted.add(
          new HistoryTransaction(
              sorted.size(),
              each.process(),
              each.invoked(),
              each.completed(),
              each.outcome(),
              each.operations(),
              each.timestamp()));
    }
    return sorted;
  }

  private void take(Event event) throws BadHistoryException {
    if (event.index >= 0) {
      if (event.index <= lastIndex) {
        throw new BadHistoryException(event.line, "index " + event.index + " does not ascend");
      }
      lastIndex = event.index;
    }
    int order = events++;
    if ("invoke".equals(event.type)) {
      if (ended.contains(event.process)) {
        throw new BadHistoryException(
            event.line, "process " + event.process + " goes on after an unknown outcome");
      }
      if (open.put(event.process, new Invocation(order, event)) != null) {
        throw new BadHistoryException(
            event.line, "process " + event.process + " is already in a transaction");
      }
      return;
    }
    Invocation invocation = open.remove(event.process);
    if (invocation == null) {
      throw new BadHistoryException(
          event.line, "process " + event.process + " completes what it has not invoked");
    }
    Outcome outcome = outcome(event);
    if (outcome == Outcome.INFO) {
      ended.add(event.process);
    }
    add(invocation, order, outcome, event, event.operations);
  }

  private void add(
      Invocation invocation, int completed, Outcome outcome, Event event, List<Operation> done)
      throws BadHistoryException {
    List<Operation> operations = done == null ? invocation.event().operations : done;
    if (operations == null || (outcome == Outcome.OK && done == null)) {
      throw new BadHistoryException(event.line, "the transaction has no value");
    }
    transactions.add(
        new HistoryTransaction(
            transactions.size(),
            event.process,
            invocation.order(),
            completed,
            outcome,
            operations,
            outcome == Outcome.OK ? event.timestamp : HistoryTransaction.NO_TIMESTAMP));
  }

  private static Outcome outcome(Event event) throws BadHistoryException {
    return switch (event.type) {
      case "ok" -> Outcome.OK;
      case "fail" -> Outcome.FAIL;
      case "info" -> Outcome.INFO;
      default -> throw new BadHistoryException(event.line, "unknown type " + event.type);
    };
  }

  private Event event() throws IOException, BadHistoryException {
    Event event = new Event();
    event.line = parser.currentTokenLocation().getLineNr();
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw bad("an event must be a JSON object");
    }
    boolean hasProcess = false;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      JsonToken token = parser.nextToken();
      switch (field) {
        case "index" -> event.index = number(field, 0);
        case "process" -> {
          hasProcess = true;
          event.client = token == JsonToken.VALUE_NUMBER_INT;
          event.process = event.client ? parser.getLongValue() : 0;
        }
        case "type" -> event.type = parser.getText();
        case "value" -> event.operations = token == JsonToken.VALUE_NULL ? null : operations();
        case "cts" ->
            event.timestamp =
                token == JsonToken.VALUE_NULL ? HistoryTransaction.NO_TIMESTAMP : number(field, 0);
        default -> parser.skipChildren();
      }
    }
    if (!hasProcess || event.type == null) {
      throw bad("an event needs process and type");
    }
    return event;
  }

  private long number(String field, long least) throws IOException, BadHistoryException {
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT || parser.getLongValue() < least) {
      throw bad(field + " must be a whole number from " + least);
    }
    return parser.getLongValue();
  }

  private List<Operation> operations() throws IOException, BadHistoryException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      // The nemesis and other functions may have any value; a transaction's is a list.
      parser.skipChildren();
      return null;
    }
    List<Operation> operations = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      operations.add(operation());
    }
    return operations;
  }

  private Operation operation() throws IOException, BadHistoryException {
    if (parser.currentToken() != JsonToken.START_ARRAY
        || parser.nextToken() != JsonToken.VALUE_STRING) {
      throw bad("a step must be [function, key, value]");
    }
    String function = parser.getText();
    JsonToken keyToken = parser.nextToken();
    if (keyToken != JsonToken.VALUE_STRING && keyToken != JsonToken.VALUE_NUMBER_INT) {
      throw bad("a key must be a text or a whole number");
    }
    int key = names.key(parser.getText());
    Operation operation = step(function, key, parser.nextToken());
    if (parser.nextToken() != JsonToken.END_ARRAY) {
      throw bad("a step must be [function, key, value]");
    }
    return operation;
  }

  private Operation step(String function, int key, JsonToken token)
      throws IOException, BadHistoryException {
    return switch (function) {
      case "r" ->
          token == JsonToken.START_ARRAY
              ? new Operation(Operation.Kind.READ, key, Names.ABSENT, list())
              : new Operation(Operation.Kind.READ, key, value(), null);
      case "w" -> new Operation(Operation.Kind.WRITE, key, value(), null);
      case "append" -> {
        if (token == JsonToken.VALUE_NULL) {
          throw bad("null cannot be appended");
        }
        yield new Operation(Operation.Kind.APPEND, key, value(), null);
      }
      default -> throw bad("unknown function " + function);
    };
  }

  private long[] list() throws IOException, BadHistoryException {
    long[] elements = new long[8];
    int length = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (length == elements.length) {
        elements = Arrays.copyOf(elements, length * 2);
      }
      elements[length] = value();
      length++;
    }
    return Arrays.copyOf(elements, length);
  }

  private long value() throws IOException, BadHistoryException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return Names.ABSENT;
    }
    if (token == JsonToken.VALUE_NUMBER_INT) {
      long number = parser.getLongValue();
      if (!Names.representable(number)) {
        throw bad("the number " + number + " is too small");
      }
      return number;
    }
    if (token == null || !token.isScalarValue()) {
      throw bad("a value must be a number, a text or null");
    }
    return names.text(parser.getText());
  }

  private BadHistoryException bad(String message) {
    return new BadHistoryException(parser.currentLocation().getLineNr(), message);
  }
}
