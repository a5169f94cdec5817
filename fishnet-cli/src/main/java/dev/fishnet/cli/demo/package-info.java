/** fishnet demo: the whole job, shown. */
@NullMarked
package dev.fishnet.cli.demo;

import org.jspecify.annotations.NullMarked;
