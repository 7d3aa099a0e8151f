package io.muster.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.inventory.kind.Scope;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A document that is read and written again is the same, for any record of any kind. */
class DocumentsPropertyTest {

    private static final Scope SCOPE = Scope.of("111122223333", "eu-central-1");

    @Property(tries = 2_000)
    void aDocumentSurvivesTheWayThereAndBack(@ForAll("kinds") KindModel kind, @ForAll long seed) {
        // given
        Record original = new AnyRecord(seed).of(kind.type());
        String document = Documents.write(original);

        // when
        Record read = Documents.read(document, kind.type());

        // then
        assertThat(Documents.write(read)).isEqualTo(document);
    }

    @Property(tries = 2_000)
    void aRecordThatWasReadHasTheHashOfTheOneThatWasWritten(@ForAll("kinds") KindModel kind, @ForAll long seed) {
        // given
        Record original = new AnyRecord(seed).of(kind.type());

        // when
        Record read = Documents.read(Documents.write(original), kind.type());

        // then or a rescan would mark the resource as changed
        assertThat(Documents.hash(resource(kind, read))).isEqualTo(Documents.hash(resource(kind, original)));
    }

    @Property(tries = 500)
    void anyTextSurvivesInATag(@ForAll String key, @ForAll String value) {
        // given
        Map<String, String> tags = Map.of(StorableText.of(key), StorableText.of(value));

        // when
        Map<String, String> read = Documents.readTags(Documents.write(tags));

        // then
        assertThat(read).isEqualTo(tags);
    }

    private static Resource<?> resource(KindModel kind, Record attributes) {
        return new Resource<>(Filled.arn(SCOPE, kind.kind(), "x"), kind.kind(), SCOPE, "x", "x", Map.of(), attributes);
    }

    @Provide
    Arbitrary<KindModel> kinds() {
        return Arbitraries.of(KindModel.all());
    }
}
