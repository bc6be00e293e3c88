// shrink makes a phone's photo small enough for bad 3G: at most 1600 px, JPEG
// 0.7. Anything it cannot read goes up as it is. Read as data:, because our
// content policy allows no blob: pictures.
const EDGE = 1600;
const SMALL = 400 * 1024;

function shrink(file) {
  return new Promise((resolve) => {
    if (!/^image\/(jpeg|png|webp)$/.test(file.type) || file.size < SMALL) {
      resolve(file);
      return;
    }
    const image = new Image();
    const reader = new FileReader();
    const asIs = () => resolve(file);
    reader.onerror = asIs;
    image.onerror = asIs;
    image.onload = () => {
      const scale = Math.min(1, EDGE / Math.max(image.naturalWidth, image.naturalHeight));
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(image.naturalWidth * scale);
      canvas.height = Math.round(image.naturalHeight * scale);
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob((blob) => resolve(blob && blob.size < file.size ? blob : file), "image/jpeg", 0.7);
    };
    reader.onload = () => {
      image.src = reader.result;
    };
    reader.readAsDataURL(file);
  });
}
tools.shrink = shrink;
