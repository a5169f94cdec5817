/** The product for real: accounts, network namespaces, unmodified clients. Root on Linux, or skipped. */
package dev.fishnet.cli.lab;
