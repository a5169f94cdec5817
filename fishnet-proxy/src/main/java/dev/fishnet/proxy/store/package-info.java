/** The books on disk: what was spent, alerts and baselines, in one SQLite file. The only package that sees JDBC. */
@NullMarked
package dev.fishnet.proxy.store;

import org.jspecify.annotations.NullMarked;
