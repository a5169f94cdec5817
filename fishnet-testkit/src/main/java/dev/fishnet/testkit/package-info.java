/** Contracts that fakes and adapters both sign, golden files, and an upstream that misbehaves on request. */
@NullMarked
package dev.fishnet.testkit;

import org.jspecify.annotations.NullMarked;
