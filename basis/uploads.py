"""What somebody uploads stays in memory, up to a limit: a temporary file would be unencrypted on disk (PRIV-15)."""

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import MemoryFileUploadHandler


class InHetGeheugen(MemoryFileUploadHandler):
    """Keeps the first FILE_UPLOAD_MAX_MEMORY_SIZE bytes of each file and reads past the rest.

    `size` says how long the file really was. A form must refuse what is longer than the limit, in words; its own limit
    lies below this one, so it always sees enough to do so.
    """

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):
        self.activated = True

    def receive_data_chunk(self, raw_data, start):
        ruimte = settings.FILE_UPLOAD_MAX_MEMORY_SIZE - self.file.tell()
        if ruimte > 0:
            self.file.write(raw_data[:ruimte])

    def file_complete(self, file_size):
        self.file.seek(0)
        return InMemoryUploadedFile(
            file=self.file,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
