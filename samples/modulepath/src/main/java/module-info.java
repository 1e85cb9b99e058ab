/** An application that is a module itself. */
module samples.modulepath {
  requires io.ashlar;
}
