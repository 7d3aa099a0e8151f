package io.muster.docs;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The Javadoc of one source file's types and methods as Markdown, read by the JDK's own compiler, in source order. */
final class Javadocs {

    private static final Path SOURCES = Path.of("src", "main", "java");

    /** By simple type name, and by type name and method name with a dot between. */
    private final Map<String, String> texts = new LinkedHashMap<>();

    private Javadocs() {}

    /** Reads the file of a top-level type. */
    static Javadocs of(Class<?> type) {
        Path source = SOURCES.resolve(type.getName().replace('.', '/') + ".java");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, null, List.of("-proc:none"), null, files.getJavaFileObjects(source));
            Javadocs docs = new Javadocs();
            for (CompilationUnitTree unit : task.parse()) {
                docs.new Reader(DocTrees.instance(task)).scan(unit, null);
            }
            return docs;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    String of(String typeName) {
        String text = texts.get(typeName);
        if (text == null) {
            throw new IllegalStateException(typeName + " has no Javadoc");
        }
        return text;
    }

    String of(Class<?> type, String method) {
        return of(type.getSimpleName() + "." + method);
    }

    /** The type's own methods, as they stand in the source. */
    List<String> methods(Class<?> type) {
        String prefix = type.getSimpleName() + ".";
        return texts.keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .toList();
    }

    private static String markdown(List<? extends DocTree> parts) {
        return parts.stream()
                .map(Javadocs::markdown)
                .collect(Collectors.joining())
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static String markdown(DocTree part) {
        if (part instanceof TextTree text) {
            return text.getBody();
        }
        if (part instanceof LiteralTree literal) {
            return "`" + literal.getBody().getBody().strip() + "`";
        }
        if (part instanceof LinkTree link) {
            return link.getLabel().isEmpty()
                    ? "`" + link.getReference().getSignature().replace('#', '.') + "`"
                    : markdown(link.getLabel());
        }
        throw new IllegalStateException("Only plain text, {@code} and {@link} are understood here, not: " + part);
    }

    private final class Reader extends TreePathScanner<Void, Void> {

        private final DocTrees trees;

        private Reader(DocTrees trees) {
            this.trees = trees;
        }

        @Override
        public Void visitClass(ClassTree type, Void unused) {
            put(type.getSimpleName().toString());
            return super.visitClass(type, null);
        }

        @Override
        public Void visitMethod(MethodTree method, Void unused) {
            TreePath owner = getCurrentPath().getParentPath();
            put(((ClassTree) owner.getLeaf()).getSimpleName() + "." + method.getName());
            return null;
        }

        private void put(String name) {
            DocCommentTree comment = trees.getDocCommentTree(getCurrentPath());
            if (comment != null) {
                texts.put(name, markdown(comment.getFullBody()));
            }
        }
    }
}
