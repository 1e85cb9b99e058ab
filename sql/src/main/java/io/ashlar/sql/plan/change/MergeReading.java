package io.ashlar.sql.plan.change;

import io.ashlar.sql.bind.Binding;
import io.ashlar.sql.bind.Scope;
import io.ashlar.sql.bind.Source;
import io.ashlar.sql.change.MergePass;
import io.ashlar.sql.change.SlotWrites;
import io.ashlar.sql.plan.TableSelection;
import io.ashlar.sql.scalar.ColumnReference;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.syntax.QueryBody;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One reading of a merge while it is bound: its rows, and the branches that are for them. */
final class MergeReading {

  private final Binding binding;
  private final TableSelection selection;
  private final List<Source> others;
  private final Source after;
  private final List<Bound> branches = new ArrayList<>();

  /** A branch, and the columns that it computes, by number. */
  record Bound(
      int number, boolean matched, Scalar condition, boolean acts, Map<Integer, Scalar> values) {

    void set(int column, Scalar value) {
      values.put(column, value);
    }
  }

  /**
   * Of a selection.
   *
   * @param source what the table is merged with, whether it is read here or not
   */
  MergeReading(Binding binding, TableSelection selection, List<Source> source) {
    this.binding = binding;
    this.selection = selection;
    Source target = selection.source();
    this.after = new Source(target.name(), target.columns(), selection.layout());
    this.others =
        selection.others().isEmpty()
            ? source.stream()
                .map(each -> new Source(each.name(), each.columns(), selection.layout()))
                .toList()
            : selection.others();
  }

  /** What a branch for rows of the table can name. */
  Scope rows() {
    return selection.expressions().scope();
  }

  /** What a branch for rows of the source alone can name. */
  Scope sourceAlone() {
    Scope scope = new Scope(binding);
    others.forEach(source -> scope.add(source, 0));
    return scope;
  }

  Bound branch(int number, boolean matched, Scalar condition, boolean acts) {
    Bound bound = new Bound(number, matched, condition, acts, new TreeMap<>());
    branches.add(bound);
    return bound;
  }

  /** What is given back; of rows that go with none of the source, its columns are null. */
  Returning returning(List<QueryBody.SelectItem> items) {
    List<Source> shown = new ArrayList<>(List.of(after));
    shown.addAll(others);
    return Returning.of(binding, shown, items);
  }

  /** The columns of the row as it is afterwards that somebody reads so far. */
  List<Integer> read() {
    return after.used().stream().map(Source.Used::index).toList();
  }

  /** The reading, when all is bound. */
  MergePass pass(List<Source.SourceColumn> key, Collection<Integer> read, List<Scalar> returned) {
    List<Scalar> kept = new ArrayList<>();
    key.forEach(column -> kept.add(selection.column(column)));
    for (int column : read) {
      kept.add(ColumnReference.of(after.columns().get(column).type(), after.slot(column)));
    }
    List<MergePass.Branch> made = new ArrayList<>();
    branches.forEach(bound -> made.add(made(bound, read)));
    int first = selection.source().slot(key.get(0));
    Frame frame = selection.frame();
    return new MergePass(selection.lockedRows(frame), frame, made, first, kept, returned);
  }

  /** Of a row of the table, what is not set stays. */
  private MergePass.Branch made(Bound bound, Collection<Integer> read) {
    SlotWrites writes = new SlotWrites();
    bound.values.forEach((column, value) -> writes.add(after.slot(column), value));
    for (int column : read) {
      if (bound.matched && !bound.values.containsKey(column)) {
        Source target = selection.source();
        writes.add(
            after.slot(column),
            ColumnReference.of(target.columns().get(column).type(), target.slot(column)));
      }
    }
    return new MergePass.Branch(bound.number, bound.matched, bound.condition, writes, bound.acts);
  }
}
