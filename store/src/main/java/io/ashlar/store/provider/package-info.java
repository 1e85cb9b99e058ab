/**
 * How the store in a directory is found.
 *
 * <p>Read {@link io.ashlar.store.provider.StoreProvider}: what opens databases asks it, a store
 * that keeps directories implements it and is found by the service loader.
 *
 * <p><b>Neighbours</b>: {@code io.ashlar.store}, whose {@code VersionedStore} is opened.
 * <b>Threads</b>: any. <b>Errors</b>: {@link io.ashlar.error.IllegalUseException} when there is no
 * provider, else those of the store.
 */
package io.ashlar.store.provider;
