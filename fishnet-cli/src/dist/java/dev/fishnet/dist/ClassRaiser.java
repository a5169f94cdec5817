package dev.fishnet.dist;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.util.Map;

/**
 * Gives old class files the form that the caches of HotSpot take. Files of Java 5 and before have no stack maps, and a
 * cache leaves their classes out without a word.
 */
final class ClassRaiser {
    /** The first version of which every verifier demands stack maps is 51; 52 is what the other libraries have. */
    private static final int WANTED = ClassFile.JAVA_8_VERSION;

    private final ClassFile format;

    /** @param classes every class of the program by the name of its file; stack maps ask for their hierarchy */
    ClassRaiser(Map<String, byte[]> classes) {
        ClassHierarchyResolver program = ClassHierarchyResolver.ofResourceParsing(type -> {
            String descriptor = type.descriptorString();
            byte[] found = classes.get(descriptor.substring(1, descriptor.length() - 1) + ".class");
            return found == null ? null : new java.io.ByteArrayInputStream(found);
        });
        format = ClassFile.of(
                ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
                ClassFile.ClassHierarchyResolverOption.of(
                        program.orElse(ClassHierarchyResolver.defaultResolver())));
    }

    /** The same class as a file of a version that caches take. */
    byte[] raised(byte[] file) {
        if (major(file) >= WANTED) {
            return file;
        }
        ClassModel model = format.parse(file);
        ClassTransform version = ClassTransform.endHandler(builder -> builder.withVersion(WANTED, 0));
        return format.transformClass(model, version.andThen(ClassTransform.transformingMethodBodies((code, element) -> code.with(element))));
    }

    private static int major(byte[] file) {
        return (file[6] & 0xff) << 8 | file[7] & 0xff;
    }
}
