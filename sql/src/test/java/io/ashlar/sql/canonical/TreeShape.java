package io.ashlar.sql.canonical;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;

/** A tree as text without its offsets, so that trees of different texts can be compared. */
public final class TreeShape {

  private TreeShape() {}

  /**
   * The shape of a node.
   *
   * @param node a record, a list, an optional or a value
   * @return its components by name, but for the offsets
   */
  public static String of(Object node) {
    StringBuilder shape = new StringBuilder();
    describe(node, shape);
    return shape.toString();
  }

  private static void describe(Object node, StringBuilder shape) {
    if (node instanceof Optional<?> optional) {
      optional.ifPresentOrElse(value -> describe(value, shape), () -> shape.append('-'));
    } else if (node instanceof List<?> list) {
      shape.append('[');
      list.forEach(
          each -> {
            describe(each, shape);
            shape.append(' ');
          });
      shape.append(']');
    } else if (node instanceof Record) {
      shape.append(node.getClass().getSimpleName()).append('(');
      for (RecordComponent component : node.getClass().getRecordComponents()) {
        if (!component.getName().equals("offset")) {
          shape.append(component.getName()).append('=');
          describe(value(node, component), shape);
          shape.append(' ');
        }
      }
      shape.append(')');
    } else {
      shape.append('<').append(node).append('>');
    }
  }

  private static Object value(Object node, RecordComponent component) {
    try {
      return component.getAccessor().invoke(node);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
