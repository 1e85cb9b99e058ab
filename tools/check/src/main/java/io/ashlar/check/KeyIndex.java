package io.ashlar.check;

import io.ashlar.check.KeyRecord.Read;
import io.ashlar.check.KeyRecord.Write;
import io.ashlar.check.history.BadHistoryException;
import io.ashlar.check.history.History;
import io.ashlar.check.history.HistoryTransaction;
import io.ashlar.check.history.HistoryTransaction.Outcome;
import io.ashlar.check.history.Names;
import io.ashlar.check.history.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sorts a history by keys: who wrote which value, and what was read of others' writes. Judges on
 * the way what a transaction read of its own writes, and which transactions of unknown outcome have
 * committed: those of which somebody has seen a write.
 */
final class KeyIndex {

  private final History history;
  private final Findings findings;
  private final KeyRecord[] records;

  private KeyIndex(History history, Findings findings) {
    this.history = history;
    this.findings = findings;
    this.records = new KeyRecord[history.names().keyCount()];
    Arrays.setAll(records, KeyRecord::new);
  }

  static KeyRecord[] of(History history, Findings findings) throws BadHistoryException {
    KeyIndex index = new KeyIndex(history, findings);
    index.findLists();
    for (HistoryTransaction each : history.transactions()) {
      index.addWrites(each);
    }
    for (HistoryTransaction each : history.transactions()) {
      if (each.ok()) {
        index.addReads(each);
      }
    }
    for (KeyRecord each : index.records) {
      index.commitSeen(each);
    }
    return index.records;
  }

  private void findLists() throws BadHistoryException {
    for (HistoryTransaction each : history.transactions()) {
      for (Operation step : each.operations()) {
        records[step.key()].list |= step.kind() == Operation.Kind.APPEND || step.list() != null;
      }
    }
    for (HistoryTransaction each : history.transactions()) {
      for (Operation step : each.operations()) {
        boolean plain = step.list() == null && step.value() != Names.ABSENT;
        if (records[step.key()].list
            && (step.kind() == Operation.Kind.WRITE || (step.isRead() && plain))) {
          throw new BadHistoryException(
              "key " + history.names().keyName(step.key()) + " is both a list and a register");
        }
      }
    }
  }

  private void addWrites(HistoryTransaction writer) throws BadHistoryException {
    Map<Integer, Integer> lastPlaces = new HashMap<>();
    List<Operation> steps = writer.operations();
    for (int place = 0; place < steps.size(); place++) {
      if (!steps.get(place).isRead()) {
        lastPlaces.put(steps.get(place).key(), place);
      }
    }
    for (int place = 0; place < steps.size(); place++) {
      Operation step = steps.get(place);
      if (step.isRead()) {
        continue;
      }
      boolean last = lastPlaces.get(step.key()) == place;
      Write write = new Write(writer, step.value(), place, last);
      KeyRecord record = records[step.key()];
      if (last) {
        record.installed.add(write);
      }
      if (step.value() != Names.ABSENT && record.writes.put(step.value(), write) != null) {
        throw new BadHistoryException(
            "value "
                + history.names().valueName(step.value())
                + " is written to key "
                + history.names().keyName(step.key())
                + " more than once");
      }
    }
  }

  private void addReads(HistoryTransaction reader) {
    Map<Integer, List<Long>> own = new HashMap<>();
    for (Operation step : reader.operations()) {
      if (!step.isRead()) {
        own.computeIfAbsent(step.key(), key -> new ArrayList<>()).add(step.value());
      } else if (records[step.key()].list) {
        addListRead(reader, step, own.getOrDefault(step.key(), List.of()));
      } else {
        addRegisterRead(reader, step, own.getOrDefault(step.key(), List.of()));
      }
    }
  }

  private void addRegisterRead(HistoryTransaction reader, Operation step, List<Long> own) {
    if (own.isEmpty()) {
      records[step.key()].reads.add(new Read(reader, step.value(), null, 0));
    } else if (own.get(own.size() - 1) != step.value()) {
      disagree(reader, step);
    }
  }

  private void addListRead(HistoryTransaction reader, Operation step, List<Long> own) {
    long[] elements = step.list() == null ? new long[0] : step.list();
    int length = elements.length - own.size();
    boolean agrees = length >= 0;
    for (int i = 0; agrees && i < own.size(); i++) {
      agrees = elements[length + i] == own.get(i);
    }
    if (agrees) {
      records[step.key()].reads.add(new Read(reader, Names.ABSENT, elements, length));
    } else {
      disagree(reader, step);
    }
  }

  private void disagree(HistoryTransaction reader, Operation step) {
    findings.add(
        Anomaly.INTERNAL,
        "T"
            + reader.id()
            + " does not see its own writes to "
            + history.names().keyName(step.key()),
        reader.id());
  }

  private void commitSeen(KeyRecord record) {
    for (Read read : record.reads) {
      if (read.list() == null) {
        commit(record.writes.get(read.value()));
      }
      for (int i = 0; i < read.length(); i++) {
        commit(record.writes.get(read.list()[i]));
      }
    }
  }

  private static void commit(Write write) {
    if (write != null && write.writer().outcome() == Outcome.INFO) {
      write.writer().noteSeen();
    }
  }
}
