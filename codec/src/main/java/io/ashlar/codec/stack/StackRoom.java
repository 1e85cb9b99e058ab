package io.ashlar.codec.stack;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandles;

/**
 * Lets a thread that is about to run out of stack fail before it begins a call instead of in its
 * midst.
 *
 * <p>A stack may overflow at every call of a method, so also between a lock that was taken and the
 * {@code finally} that would give it back, and in that {@code finally}. No order of statements
 * guards against that. So what takes anything that others wait for asks here first: if the bytes
 * are left, what the call needs by itself is left too, and if not, the application's overflow is
 * thrown here, where nothing has begun.
 *
 * <p>A public entry asks for {@value #BYTES} bytes. Entries further in, which are public in some
 * calls and an end in others, ask for {@value #BYTES_INSIDE}: so an end finds what it asks for.
 * What nobody but our own calls ends with asks nothing.
 *
 * <p>Asking costs a few nanoseconds, and no loop over the stack. HotSpot checks at the entry of a
 * compiled method that the frames fit which the interpreter would need if the method were
 * deoptimized, and at the entry of an interpreted one that its own frame fits; both are as large as
 * the method's local variables. So the check is a method without work and with as many bytes of
 * local variables. As no source has so many, its class is made here, byte by byte.
 */
public final class StackRoom {

  /** What a public entry must find. The smallest stack that a JVM permits leaves Java 40 KiB. */
  static final int BYTES = 24 << 10;

  /**
   * What an entry further in must find. The deepest call of ours, a commit that leads others, takes
   * some 6 KiB when it is interpreted.
   */
  static final int BYTES_INSIDE = 12 << 10;

  /** Never set. A constant would let the compiler drop the branch that needs a frame. */
  static int never;

  private static final Runnable ROOM = frameOf(BYTES);
  private static final Runnable ROOM_INSIDE = frameOf(BYTES_INSIDE);

  private StackRoom() {}

  /**
   * Returns if the calling thread has room for one call into the database.
   *
   * @throws StackOverflowError if it has not
   */
  public static void require() {
    ROOM.run();
  }

  /**
   * Returns if the calling thread has room for a call that may be a part of one that has asked.
   *
   * @throws StackOverflowError if it has not
   */
  public static void requireInside() {
    ROOM_INSIDE.run();
  }

  /**
   * An instance of the following, but with as many local variables as take up the room:
   *
   * <pre>{@code
   * final class WideFrame implements Runnable {
   *   public void run() {
   *     if (StackRoom.never != 0) {
   *       Thread.yield();
   *     }
   *   }
   * }
   * }</pre>
   */
  private static Runnable frameOf(int bytes) {
    try {
      return (Runnable)
          MethodHandles.lookup()
              .defineHiddenClass(classFile(bytes), true)
              .lookupClass()
              .getDeclaredConstructor()
              .newInstance();
    } catch (IOException | ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** In the words of chapter 4 of the JVM specification; numbers refer to the constant pool. */
  private static byte[] classFile(int frameBytes) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(0xCAFEBABE);
    out.writeShort(0);
    out.writeShort(61); // Java 17
    writeConstants(out);
    out.writeShort(0x1031); // synthetic, super, final, public
    out.writeShort(2); // this
    out.writeShort(4); // Object
    out.writeShort(1);
    out.writeShort(6); // Runnable
    out.writeShort(0); // fields
    out.writeShort(2); // methods
    writeMethod(out, 9, 1, new int[] {0x2a, 0xb7, 0, 13, 0xb1}, false);
    int[] run = {0xb2, 0, 19, 0x99, 0, 6, 0xb8, 0, 24, 0xb1};
    writeMethod(out, 7, 1 + frameBytes / Long.BYTES, run, true);
    out.writeShort(0); // attributes
    return bytes.toByteArray();
  }

  private static void writeConstants(DataOutputStream out) throws IOException {
    out.writeShort(25);
    writeClass(out, StackRoom.class.getPackageName().replace('.', '/') + "/WideFrame", 1); // 2
    writeClass(out, "java/lang/Object", 3); // 4
    writeClass(out, "java/lang/Runnable", 5); // 6
    writeText(out, "run"); // 7
    writeText(out, "()V"); // 8
    writeText(out, "<init>"); // 9
    writeText(out, "Code"); // 10
    writeText(out, "StackMapTable"); // 11
    writePair(out, 12, 9, 8); // 12: a constructor
    writePair(out, 10, 4, 12); // 13: that of Object
    writeClass(out, StackRoom.class.getName().replace('.', '/'), 14); // 15
    writeText(out, "never"); // 16
    writeText(out, "I"); // 17
    writePair(out, 12, 16, 17); // 18
    writePair(out, 9, 15, 18); // 19: the field
    writeClass(out, "java/lang/Thread", 20); // 21
    writeText(out, "yield"); // 22
    writePair(out, 12, 22, 8); // 23
    writePair(out, 10, 21, 23); // 24: the method
  }

  /** Takes two places of the pool: the name at {@code at}, the class behind it. */
  private static void writeClass(DataOutputStream out, String name, int at) throws IOException {
    writeText(out, name);
    out.writeByte(7);
    out.writeShort(at);
  }

  private static void writeText(DataOutputStream out, String text) throws IOException {
    out.writeByte(1);
    out.writeUTF(text);
  }

  private static void writePair(DataOutputStream out, int tag, int first, int second)
      throws IOException {
    out.writeByte(tag);
    out.writeShort(first);
    out.writeShort(second);
  }

  /** A public method without parameters that returns nothing. */
  private static void writeMethod(
      DataOutputStream out, int name, int locals, int[] code, boolean branches) throws IOException {
    out.writeShort(1);
    out.writeShort(name);
    out.writeShort(8);
    out.writeShort(1);
    out.writeShort(10);
    out.writeInt(12 + code.length + (branches ? 9 : 0));
    out.writeShort(1);
    out.writeShort(locals);
    out.writeInt(code.length);
    for (int each : code) {
      out.writeByte(each);
    }
    out.writeShort(0); // exception table
    out.writeShort(branches ? 1 : 0);
    if (branches) {
      out.writeShort(11);
      out.writeInt(3);
      out.writeShort(1);
      out.writeByte(code.length - 1); // the same frame at the return
    }
  }
}
