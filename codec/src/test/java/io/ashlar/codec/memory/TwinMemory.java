package io.ashlar.codec.memory;

import java.io.StringWriter;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Memory with a buffer over part of it, and arguments for a method of that buffer, all of it
 * determined by a seed: two of the same seed differ in the implementation of their buffers alone.
 */
final class TwinMemory {

  private static final int MAX_BYTES = 48;

  private final long seed;
  private final Random random;
  private final MutableDirectBuffer buffer;
  private final MutableDirectBuffer other;
  private final List<Object> memories = new ArrayList<>();
  private Object[] arguments;

  TwinMemory(long seed, MutableDirectBuffer buffer, MutableDirectBuffer other) {
    this.seed = seed;
    random = new Random(seed);
    this.buffer = buffer;
    this.other = other;
    wrapAround(buffer);
    wrapAround(other);
  }

  MutableDirectBuffer buffer() {
    return buffer;
  }

  /** Arguments for a method: in half of all cases such that it has a chance to succeed. */
  Object[] arguments(Method method) {
    boolean fitting = random.nextBoolean();
    arguments =
        Arrays.stream(method.getParameterTypes())
            .map(type -> argument(type, method.getName(), fitting))
            .toArray();
    return arguments;
  }

  @Override
  public String toString() {
    return "seed " + seed + ", " + buffer.capacity() + " bytes: " + Arrays.toString(arguments);
  }

  /** All bytes that there are, and what else a call may change. */
  List<Object> state() {
    List<Object> state = new ArrayList<>();
    for (Object memory : memories) {
      state.add(described(memory));
    }
    for (Object argument : arguments) {
      if (!(argument instanceof DirectBuffer)) {
        state.add(described(argument));
      }
    }
    state.add(described(buffer));
    return state;
  }

  /** A value in a form that two of different identity share. */
  Object described(Object value) {
    if (value instanceof byte[] bytes) {
      return Arrays.toString(bytes);
    } else if (value instanceof ByteBuffer bytes) {
      byte[] content = new byte[bytes.capacity()];
      bytes.duplicate().clear().get(content);
      return bytes + " " + Arrays.toString(content);
    } else if (value instanceof DirectBuffer view) {
      byte[] content = new byte[view.capacity()];
      view.getBytes(0, content);
      return view.wrapAdjustment() + " " + view.hashCode() + " " + Arrays.toString(content);
    }
    return value instanceof StringWriter ? value.toString() : value;
  }

  private void wrapAround(MutableDirectBuffer view) {
    byte[] content = content();
    int offset = random.nextInt(content.length + 1);
    int length = random.nextInt(content.length - offset + 1);
    switch (random.nextInt(6)) {
      case 0 -> {
        memories.add(content);
        view.wrap(content, offset, length);
      }
      case 1 -> {
        memories.add(content);
        view.wrap(content);
      }
      case 2 -> {
        ByteBuffer outside = outside(content);
        memories.add(outside);
        // Neither limit nor order of what is wrapped may matter.
        outside.limit(random.nextInt(content.length + 1)).order(order());
        view.wrap(outside, offset, length);
      }
      case 3 -> {
        ByteBuffer outside = outside(content);
        memories.add(outside);
        view.wrap(outside);
      }
      case 4 -> {
        memories.add(content);
        ByteBuffer slice = ByteBuffer.wrap(content).slice(offset, content.length - offset);
        view.wrap(slice, 0, Math.min(length, slice.capacity()));
      }
      default -> {
        ByteBuffer outside = outside(content);
        memories.add(outside);
        view.wrap(outside, offset, content.length - offset);
        view.wrap(view, 0, Math.min(length, view.capacity()));
      }
    }
  }

  private Object argument(Class<?> type, String method, boolean fitting) {
    if (type == int.class) {
      return number(method, fitting);
    } else if (type == long.class) {
      long value = random.nextLong() >> random.nextInt(Long.SIZE);
      return method.contains("Natural") && value < 0 ? ~value : value;
    } else if (type == double.class) {
      return Double.longBitsToDouble(random.nextLong());
    } else if (type == float.class) {
      return Float.intBitsToFloat(random.nextInt());
    } else if (type == short.class) {
      return (short) random.nextInt();
    } else if (type == char.class) {
      return (char) random.nextInt();
    } else if (type == byte.class) {
      return (byte) random.nextInt();
    } else if (type == ByteOrder.class) {
      return order();
    } else if (type == byte[].class) {
      return content();
    } else if (type == String.class || type == CharSequence.class) {
      return text();
    } else if (type == Appendable.class) {
      return new StringWriter();
    } else if (type == ByteBuffer.class) {
      byte[] content = content();
      ByteBuffer bytes = random.nextBoolean() ? ByteBuffer.wrap(content).slice() : outside(content);
      int limit = random.nextInt(content.length + 1);
      return bytes.limit(limit).position(random.nextInt(limit + 1));
    } else if (type == DirectBuffer.class
        || type == MutableDirectBuffer.class
        || type == Object.class) {
      return random.nextInt(3) == 0 ? buffer : other;
    }
    throw new IllegalArgumentException("no argument of " + type);
  }

  private int number(String method, boolean fitting) {
    if (fitting) {
      return random.nextInt(12);
    }
    int number =
        switch (random.nextInt(8)) {
          case 0 -> random.nextInt() >> random.nextInt(Integer.SIZE);
          case 1 -> Integer.MAX_VALUE - random.nextInt(8);
          case 2 -> buffer.capacity() - random.nextInt(10);
          default -> random.nextInt(MAX_BYTES + 4);
        };
    // A negative length or natural number has no meaning, and Agrona gives it different ones.
    boolean meaningless = method.contains("Natural") || method.contains("String");
    return meaningless && number < 0 ? random.nextInt(4) : number;
  }

  /** Bytes, in some cases such as texts and numbers can be read from. */
  private byte[] content() {
    byte[] content = new byte[random.nextInt(MAX_BYTES + 1)];
    random.nextBytes(content);
    int kind = random.nextInt(3);
    for (int i = 0; i < content.length && kind > 0; i++) {
      content[i] = (byte) (kind == 1 ? '0' + random.nextInt(10) : i % 4 == 0 ? i / 4 : 0);
    }
    if (kind == 1 && content.length > 0 && random.nextBoolean()) {
      content[random.nextInt(content.length)] = '-';
    }
    return content;
  }

  private String text() {
    if (random.nextInt(8) == 0) {
      return null;
    }
    byte[] bytes = new byte[random.nextInt(20)];
    random.nextBytes(bytes);
    return new String(
        bytes, random.nextBoolean() ? StandardCharsets.UTF_16BE : StandardCharsets.ISO_8859_1);
  }

  private ByteOrder order() {
    return random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }

  private static ByteBuffer outside(byte[] content) {
    return ByteBuffer.allocateDirect(content.length).put(content).clear();
  }
}
