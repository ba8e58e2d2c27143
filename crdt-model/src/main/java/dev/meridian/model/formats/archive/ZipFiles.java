package dev.meridian.model.formats.archive;

import dev.meridian.model.formats.BadInput;
import dev.meridian.model.formats.Paths;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Files by path as one ZIP, in memory. */
final class ZipFiles {

    static final int FILES_MAX = 100_000;
    static final long BYTES_MAX = 512L << 20;

    /** All but the first moment that a ZIP can name: in place of the first the library writes another one, which hangs on the machine's time zone. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0, 2);

    private ZipFiles() {}

    /** Stored, not deflated: two versions of a compressor may give different bytes for the same state. */
    static byte[] write(SortedMap<String, byte[]> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            for (var file : files.entrySet()) {
                CRC32 sum = new CRC32();
                sum.update(file.getValue());
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setTimeLocal(NO_TIME);
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(file.getValue().length);
                entry.setCrc(sum.getValue());
                zip.putNextEntry(entry);
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory", impossible);
        }
        return bytes.toByteArray();
    }

    /** @throws BadInput where it is no ZIP, a path leads out of it or stands there twice, or it unpacks to more than this many bytes */
    static SortedMap<String, byte[]> read(String archive, byte[] bytes, long bytesMax) throws BadInput {
        SortedMap<String, byte[]> files = new TreeMap<>();
        Set<String> spelled = new HashSet<>();
        long left = bytesMax;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.isDirectory()) {
                    continue;
                }
                String path = path(archive, entry.getName());
                if (!spelled.add(path.toLowerCase(Locale.ROOT))) {
                    throw new BadInput(archive, "the archive holds \"" + path + "\" twice");
                }
                if (files.size() == FILES_MAX) {
                    throw new BadInput(archive, "the archive holds more than " + FILES_MAX + " files");
                }
                byte[] file = zip.readNBytes((int) Math.min(left + 1, Integer.MAX_VALUE - 8));
                left -= file.length;
                if (left < 0) {
                    throw new BadInput(
                            archive, "the archive unpacks to more than " + (bytesMax >> 20) + " MiB, and is not read");
                }
                files.put(path, file);
            }
        } catch (ZipException | IllegalArgumentException damaged) {
            throw new BadInput(archive, "the archive is damaged: " + damaged.getMessage());
        } catch (IOException damaged) {
            throw new BadInput(archive, "the archive ends in the middle of a file");
        }
        if (files.isEmpty()) {
            throw new BadInput(archive, "this is no ZIP archive, or nothing is in it");
        }
        return files;
    }

    private static String path(String archive, String name) throws BadInput {
        return Paths.resolve("", name)
                .filter(name::equals)
                .orElseThrow(() -> new BadInput(
                        archive,
                        "the archive names a file \"" + name + "\", which may lead out of it; it is not read"));
    }
}
