/** fishnet service: the daemon as a service of the operating system. */
@NullMarked
package dev.fishnet.cli.service;

import org.jspecify.annotations.NullMarked;
