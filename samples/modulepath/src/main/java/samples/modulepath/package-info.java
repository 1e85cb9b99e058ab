/** Ashlar on the module path: {@link samples.modulepath.Orders} says which module it found. */
package samples.modulepath;
