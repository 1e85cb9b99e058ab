package io.ashlar.fuzz.model;

import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All that a statement may lead to: an answer that fits, or one of some failures, where the order
 * of evaluation is left open or the statement has to fail.
 */
final class Expected {

  /** What is wrong with an answer, or null; null itself when the statement has to fail. */
  private final Function<Object, String> answer;

  private final Set<Class<?>> errors;

  private Expected(Function<Object, String> answer, Set<Class<?>> errors) {
    this.answer = answer;
    this.errors = errors;
  }

  static Expected of(Object value) {
    return answer(found -> Objects.equals(found, value) ? null : "expected " + Outcome.of(value));
  }

  static Expected answer(Function<Object, String> check) {
    return new Expected(check, Set.of());
  }

  static Expected failure(Class<?>... classes) {
    return new Expected(null, Set.of(classes));
  }

  /** The same, and it may fail too. */
  Expected or(Class<?> error) {
    Set<Class<?>> more = new LinkedHashSet<>(errors);
    more.add(error);
    return new Expected(answer, more);
  }

  /** It has to fail, in one of these ways or one that it may fail in anyway. */
  Expected orRather(Set<Class<?>> classes) {
    Set<Class<?>> more = new LinkedHashSet<>(errors);
    more.addAll(classes);
    return new Expected(null, more);
  }

  /** What is wrong with an outcome, or null. */
  String judge(Outcome found) {
    if (found.error() != null) {
      return errors.contains(found.error().getClass())
          ? null
          : answer == null ? "expected a failure: " + names() : "expected no such failure";
    }
    return answer == null ? "expected a failure: " + names() : answer.apply(found.value());
  }

  private String names() {
    return errors.stream().map(Class::getSimpleName).collect(Collectors.joining(" or "));
  }
}
