package io.ashlar.sql.canonical;

import io.ashlar.sql.syntax.Call;
import io.ashlar.sql.syntax.Query;
import io.ashlar.sql.syntax.Window;
import java.util.List;

/** Writes calls of functions and their windows. */
final class CallWriter {

  private final Output out;
  private final ExpressionWriter expressions;

  CallWriter(Output out, ExpressionWriter expressions) {
    this.out = out;
    this.expressions = expressions;
  }

  void call(Call call) {
    if (call instanceof Call.FunctionCall function) {
      function(function);
    } else if (call instanceof Call.Extract extract) {
      out.add("EXTRACT(").name(extract.field()).add(" FROM ");
      expressions.expression(extract.source());
      out.add(")");
    } else if (call instanceof Call.Position position) {
      out.add("POSITION(");
      expressions.operand(position.needle(), Ranks.OTHER);
      out.add(" IN ");
      expressions.expression(position.text());
      out.add(")");
    } else if (call instanceof Call.Substring substring) {
      out.add("SUBSTRING(");
      expressions.expression(substring.text());
      expressions.after(" FROM ", substring.start());
      expressions.after(" FOR ", substring.length());
      out.add(")");
    } else if (call instanceof Call.Trim trim) {
      trim(trim);
    } else if (call instanceof Call.Overlay overlay) {
      overlay(overlay);
    } else if (call instanceof Call.CurrentValue current) {
      out.add(current.kind().name());
      current.precision().ifPresent(digits -> out.add("(").add(digits).add(")"));
    } else if (call instanceof Call.SequenceValue value) {
      out.add(value.next() ? "NEXT VALUE FOR " : "CURRENT VALUE FOR ").name(value.sequence());
    }
  }

  private void trim(Call.Trim trim) {
    out.add("TRIM(").add(trim.side().name()).add(" ");
    if (trim.characters().isPresent()) {
      expressions.expression(trim.characters().get());
      out.add(" ");
    }
    out.add("FROM ");
    expressions.expression(trim.text());
    out.add(")");
  }

  private void overlay(Call.Overlay overlay) {
    out.add("OVERLAY(");
    expressions.expression(overlay.text());
    out.add(" PLACING ");
    expressions.expression(overlay.replacement());
    out.add(" FROM ");
    expressions.expression(overlay.start());
    expressions.after(" FOR ", overlay.length());
    out.add(")");
  }

  void function(Call.FunctionCall call) {
    out.name(call.name()).add("(");
    out.addIf(call.form() == Call.ArgumentForm.STAR, "*");
    out.addIf(call.form() == Call.ArgumentForm.DISTINCT, "DISTINCT ");
    expressions.expressions(call.arguments());
    orderBy(" ", call.orderBy());
    expressions.after(" SEPARATOR ", call.separator());
    out.add(")");
    if (!call.withinGroup().isEmpty()) {
      out.add(" WITHIN GROUP (");
      orderBy("", call.withinGroup());
      out.add(")");
    }
    if (call.filter().isPresent()) {
      out.add(" FILTER (WHERE ");
      expressions.expression(call.filter().get());
      out.add(")");
    }
    out.addIf(call.nulls() == Call.NullTreatment.RESPECT, " RESPECT NULLS");
    out.addIf(call.nulls() == Call.NullTreatment.IGNORE, " IGNORE NULLS");
    call.over().ifPresent(this::over);
  }

  private void orderBy(String before, List<Query.SortItem> items) {
    if (!items.isEmpty()) {
      out.add(before);
      expressions.queries().orderBy(items);
    }
  }

  private void over(Window window) {
    out.add(" OVER ");
    if (window instanceof Window.Specification specification) {
      specification(specification);
    } else if (window instanceof Window.Named named) {
      out.name(named.name());
    }
  }

  void specification(Window.Specification window) {
    out.add("(");
    String separator = "";
    if (window.base().isPresent()) {
      out.name(window.base().get());
      separator = " ";
    }
    if (!window.partitionBy().isEmpty()) {
      out.add(separator).add("PARTITION BY ");
      expressions.expressions(window.partitionBy());
      separator = " ";
    }
    if (!window.orderBy().isEmpty()) {
      orderBy(separator, window.orderBy());
      separator = " ";
    }
    if (window.frame().isPresent()) {
      out.add(separator);
      frame(window.frame().get());
    }
    out.add(")");
  }

  private void frame(Window.Frame frame) {
    out.add(frame.unit().name()).add(" ");
    if (frame.end().isPresent()) {
      out.add("BETWEEN ");
      bound(frame.start());
      out.add(" AND ");
      bound(frame.end().get());
    } else {
      bound(frame.start());
    }
    if (frame.exclusion() != Window.FrameExclusion.UNSAID) {
      out.add(" EXCLUDE ").words(frame.exclusion());
    }
  }

  private void bound(Window.Bound bound) {
    if (bound.distance().isPresent()) {
      expressions.operand(bound.distance().get(), Ranks.ADDITIVE);
      out.add(" ");
    }
    out.words(bound.kind());
  }
}
