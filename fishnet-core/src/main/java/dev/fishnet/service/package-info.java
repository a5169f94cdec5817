/** The daemon as a service of the operating system: what it runs, how it unlocks, what state it is in. */
@NullMarked
package dev.fishnet.service;

import org.jspecify.annotations.NullMarked;
