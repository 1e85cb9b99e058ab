package io.ashlar.fuzz.shrink;

import io.ashlar.fuzz.script.Locking;
import io.ashlar.fuzz.script.Records;
import io.ashlar.fuzz.script.Step;
import io.ashlar.fuzz.script.condition.Bytes;
import io.ashlar.fuzz.script.condition.Condition;
import io.ashlar.fuzz.script.condition.Term;
import io.ashlar.fuzz.script.schema.Division;
import io.ashlar.fuzz.script.schema.Type;
import io.ashlar.schema.ReferenceAction;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Values that are one part simpler than another: lists and maps with an element less, conditions
 * reduced to one of their terms, things left out that may be, numbers and texts near to nothing.
 * Whether they make sense is for the script to show.
 */
final class Simpler {

  private Simpler() {}

  static List<Object> than(Object value) {
    List<Object> simpler = new ArrayList<>();
    if (value instanceof List<?> list) {
      ofList(list, simpler);
    } else if (value instanceof Map<?, ?> map) {
      ofMap(map, simpler);
    } else if (value instanceof Bytes bytes) {
      if (!bytes.hex().isEmpty()) {
        simpler.add(new Bytes(""));
      }
    } else if (value instanceof Record parts && !(value instanceof Type)) {
      ofRecord(parts, simpler);
    } else {
      ofScalar(value, simpler);
    }
    return simpler;
  }

  private static void ofList(List<?> list, List<Object> simpler) {
    for (int i = 0; i < list.size(); i++) {
      List<Object> without = new ArrayList<>(list);
      without.remove(i);
      simpler.add(Collections.unmodifiableList(without));
    }
    for (int i = 0; i < list.size(); i++) {
      for (Object each : than(list.get(i))) {
        List<Object> with = new ArrayList<>(list);
        with.set(i, each);
        simpler.add(Collections.unmodifiableList(with));
      }
    }
  }

  private static void ofMap(Map<?, ?> map, List<Object> simpler) {
    for (Object key : map.keySet()) {
      Map<Object, Object> without = new LinkedHashMap<>(map);
      without.remove(key);
      simpler.add(Collections.unmodifiableMap(without));
    }
    map.forEach(
        (key, value) -> {
          for (Object each : than(value)) {
            Map<Object, Object> with = new LinkedHashMap<>(map);
            with.put(key, each);
            simpler.add(Collections.unmodifiableMap(with));
          }
        });
  }

  private static void ofRecord(Record value, List<Object> simpler) {
    if (value instanceof Condition.And and) {
      simpler.addAll(and.terms());
    } else if (value instanceof Condition.Or or) {
      simpler.addAll(or.terms());
    } else if (value instanceof Condition.Not not) {
      simpler.add(not.term());
    } else if (value instanceof Condition.Filtered filtered) {
      simpler.add(filtered.where());
    } else if (value instanceof Term.Operation operation) {
      simpler.add(operation.left());
      simpler.add(operation.right());
    }
    Object[] parts = Records.parts(value);
    for (int i = 0; i < parts.length; i++) {
      boolean session = value instanceof Step && Records.name(value, i).equals("session");
      for (Object each : session ? ofSession((int) parts[i]) : partly(value, parts[i])) {
        Object[] others = parts.clone();
        others[i] = each;
        simpler.add(Records.like(value, others));
      }
    }
  }

  private static List<Object> ofSession(int session) {
    return session == Step.AUTO ? List.of() : List.of(Step.AUTO);
  }

  /** What a part of a record may be replaced by: nothing too, but within a condition. */
  private static List<Object> partly(Record whole, Object part) {
    List<Object> simpler = new ArrayList<>();
    if (!(whole instanceof Condition) && (part instanceof Condition || part instanceof Division)) {
      simpler.add(null);
    }
    if (!(part instanceof String)) {
      simpler.addAll(than(part));
    }
    return simpler;
  }

  private static void ofScalar(Object value, List<Object> simpler) {
    if (value instanceof Boolean truth) {
      if (truth) {
        simpler.add(false);
      }
    } else if (value instanceof Integer number) {
      if (number > 1) {
        simpler.add(1);
      }
    } else if (value instanceof Long number) {
      if (number != 0) {
        simpler.add(0L);
      }
    } else if (value instanceof Double number) {
      if (number != 0) {
        simpler.add(0.0d);
      }
    } else if (value instanceof BigDecimal number) {
      if (number.signum() != 0) {
        simpler.add(BigDecimal.ZERO);
      }
    } else if (value instanceof String text) {
      if (text.length() > 1) {
        simpler.add("a");
      }
    } else if (value instanceof ReferenceAction action && action != ReferenceAction.NO_ACTION) {
      simpler.add(ReferenceAction.NO_ACTION);
    } else if (value instanceof Locking locking && locking != Locking.NONE) {
      simpler.add(Locking.NONE);
    }
  }
}
