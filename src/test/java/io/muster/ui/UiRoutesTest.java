package io.muster.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.platform.AuthConfig;
import io.muster.platform.Settings;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages' files, off and on. */
class UiRoutesTest {

    private static final Path SOURCES = Path.of("src", "main", "resources", "ui");
    private static final Pattern IMPORT = Pattern.compile("(?:from|import|href=|src=) ?['\"]/ui/([^'\"]+)['\"]");
    private static final int LIMIT = 200_000;

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static Vertx vertx;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void everyFileIsListed() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            assertThat(files.filter(Files::isRegularFile).map(UiRoutesTest::name))
                    .containsExactlyInAnyOrderElementsOf(files().toList());
        }
    }

    /** There is no bundler that would complain. */
    @Test
    void everyImportLeadsToAFile() {
        Stream<String> imported = files().flatMap(name ->
                IMPORT.matcher(UiFile.of(name).plain().toString()).results().map(found -> found.group(1)));
        assertThat(imported).isNotEmpty().isSubsetOf(UiRoutes.FILES);
    }

    @Test
    void allOfItIsLight() {
        int weight = Stream.concat(Stream.of(UiRoutes.START), UiRoutes.FILES.stream())
                .mapToInt(name -> UiFile.of(name).compressed().length())
                .sum();
        assertThat(weight).isLessThan(LIMIT);
    }

    @ParameterizedTest
    @MethodSource("files")
    void markupHoldsNoScriptAndNoStyle(String name) {
        String text = UiFile.of(name).plain().toString();
        assertThat(text)
                .doesNotContainPattern("<script(?![^>]* src=)")
                .doesNotContain("<style", "dangerouslySetInnerHTML", "innerHTML", "document.write", "eval(")
                .doesNotContainPattern(Pattern.compile("\\son[a-z]+=\"", Pattern.CASE_INSENSITIVE));
    }

    /** All but the libraries'. */
    static Stream<String> files() {
        return Stream.concat(
                Stream.of(UiRoutes.START, SignInPage.TEMPLATE),
                UiRoutes.FILES.stream().filter(name -> !name.startsWith("lib/")));
    }

    @Test
    void nothingIsServedWhereItIsOff() {
        int port = serve(false);

        assertThat(get(port, "/", "Accept", "*/*").statusCode()).isEqualTo(404);
        assertThat(get(port, "/ui/app.js", "Accept", "*/*").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "gzip, gzip",
        "'deflate, gzip;q=0.5', gzip",
        "GZIP, gzip",
        "gzip;q=0, ",
        "identity, ",
        "br, ",
    })
    void compressesForThoseWhoTakeIt(String accepted, String encoding) {
        HttpResponse<byte[]> answer = get(serve(true), "/ui/style.css", "Accept-Encoding", accepted);

        assertThat(answer.headers().firstValue("Content-Encoding").orElse(null)).isEqualTo(encoding);
        assertThat(answer.headers().firstValue("Vary")).hasValue("accept-encoding");
    }

    @Test
    void whoHasAFileIsNotSentItAgain() {
        // given
        int port = serve(true);
        HttpResponse<byte[]> first = get(port, "/ui/app.js", "Accept", "*/*");
        String tag = first.headers().firstValue("ETag").orElseThrow();

        // when
        HttpResponse<byte[]> same = get(port, "/ui/app.js", "If-None-Match", "\"other\", " + tag);
        HttpResponse<byte[]> another = get(port, "/ui/style.css", "If-None-Match", tag);

        // then
        assertThat(first.headers().firstValue("Cache-Control")).hasValue("no-cache");
        assertThat(same.statusCode()).isEqualTo(304);
        assertThat(same.body()).isEmpty();
        assertThat(another.statusCode()).isEqualTo(200);
    }

    private static String name(Path file) {
        return SOURCES.relativize(file).toString().replace('\\', '/');
    }

    private static int serve(boolean enabled) {
        Router router = Router.router(vertx);
        new UiRoutes(() -> enabled, Settings.of(AuthConfig.class, Map.of()), true).register(router);
        HttpServer server = vertx.createHttpServer().requestHandler(router);
        return server.listen(0).toCompletionStage().toCompletableFuture().join().actualPort();
    }

    private static HttpResponse<byte[]> get(int port, String path, String header, String value) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header(header, value)
                .build();
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
